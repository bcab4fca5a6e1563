using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Tests.Text.Decoders;

/// <summary>What a cut secret is made of opens the gate wherever it lies; words that begin with capitals do
/// not.</summary>
public class DenseBlockTests
{
    [Theory]
    [InlineData("The New York Times, the Wall Street Journal and the Washington Post are three newspapers.")]
    [InlineData("In 2024 the second edition added 3 tables. Readers should know where to look next.")]
    [InlineData("{\"at\":\"2024-05-17T09:30:00Z\",\"day\":\"2024-05-17\"}")]
    [InlineData("Getting Started\nInstall It\nRun It\nRead The Guide\nAsk For Help\nTell A Friend\nGo On\nThe End")]
    public void Prose_and_headings_are_not_dense(string text) =>
        Assert.Equal(CutReadings.None, CutGate.Read(Bytes.Of(text)));

    [Theory]
    [InlineData("A K I A Q Y L P M N 5 H H H F P Z A M 2")]
    [InlineData("AKIA-QYLP-MN5H-HHFP-ZAM2")]
    [InlineData("'ghp_16C7' + 'e42F292c' + '6912E771' + '0c838347' + 'Ae178B4a'")]
    [InlineData("Xa3f.Kq9Z.b7Lw.P0rt.v4Gh.N2cd.Yx8J.mm5T.eR6u")]
    public void A_cut_secret_is_dense_wherever_it_begins(string secret)
    {
        for (int before = 0; before < 2 * 64; before++)
        {
            byte[] text = Bytes.Of(new string('a', before) + " " + secret + " and so on, as it was before.");
            Assert.True((CutGate.Read(text) & CutReadings.Dense) != 0, $"behind {before} letters");
        }
    }
}
