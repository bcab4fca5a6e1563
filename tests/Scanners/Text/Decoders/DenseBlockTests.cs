using Pipelock.Scanners.Text.Gates;

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
        Assert.Equal(CutReadings.None, CutText.Readings(Bytes.Of(text)));

    [Theory]
    [InlineData("A K I A Q Y L P M N 5 H H H F P Z A M 2")]
    [InlineData("AKIA-QYLP-MN5H-HHFP-ZAM2")]
    [InlineData("'ghp_16C7' + 'e42F292c' + '6912E771' + '0c838347' + 'Ae178B4a'")]
    [InlineData("Xa3f.Kq9Z.b7Lw.P0rt.v4Gh.N2cd.Yx8J.mm5T.eR6u")]
    public void A_cut_secret_is_dense_wherever_it_begins(string secret)
    {
        for (var before = 0; before < 2 * 64; before++)
        {
            var text = Bytes.Of(new string('a', before) + " " + secret + " and so on, as it was before.");
            Assert.True((CutText.Readings(text) & CutReadings.Dense) != 0, $"behind {before} letters");
        }
    }

    [Theory]
    [InlineData("A K I A Q Y L P M N 5 H H H F P Z A M 2")]
    [InlineData("AKIA-QYLP-MN5H-HHFP-ZAM2")]
    [InlineData("ghp_1RmC7e|Bk2F29Xc6q12|E7wL0c8hT47")]
    [InlineData("Xa3f.Kq9Z.b7Lw.P0rt.v4Gh.N2cd.Yx8J.mm5T.eR6u")]
    public void A_chain_of_pieces_opens_its_gate_wherever_it_begins(string secret)
    {
        for (var before = 0; before < 2 * 64; before++)
        {
            var text = Bytes.Of(new string('=', before) + "\"" + secret + "\"=\"and so on, as it was before.");
            Assert.True((CutText.Readings(text) & CutReadings.Split) != 0, $"behind {before} signs");
        }
    }

    [Theory]
    [InlineData("65,75,73,65,73,79,83,70,79,68,78,78,55,69,88,65,77")]
    [InlineData("65, 75, 73, 65,\n    73, 79, 83, 70,\n    79, 68, 78, 78,\n    55, 69, 88, 65")]
    [InlineData("chr(65)+chr(75)+chr(73)+chr(65)+chr(73)+chr(79)+chr(83)+chr(70)+chr(79)+chr(68)+chr(78)+chr(78)")]
    [InlineData("0101 0113 0111 0101 0111 0117 0123 0106 0117 0104 0116 0116 067 0105 0130 0101")]
    public void Numbers_of_characters_open_their_gate_wherever_they_begin(string list)
    {
        for (var before = 0; before < 2 * 64; before++)
        {
            var text = Bytes.Of(new string('a', before) + "v1=2:3;" + list + "]7=8;9:1 and so on, as before.");
            Assert.True((CutText.Readings(text) & CutReadings.Codes) != 0, $"behind {before} letters");
        }
    }

    [Theory]
    [InlineData("5tad82+BN\":/Nc8=>O,W5tad82+BN\":/Nc8=>O,W")]
    [InlineData("5tad88P`8S:IIrQ2aph79i+MP")]
    [InlineData("K}$(NNl#NoPee{mH$_-MO;Ail")]
    public void Base85_opens_its_gate_wherever_it_begins(string encoded)
    {
        for (var before = 0; before < 2 * 64; before++)
        {
            var words = string.Concat(Enumerable.Repeat("A1 ", before));
            var text = Bytes.Of(words + encoded + " B2 and so on, as before.");
            Assert.True((CutText.Readings(text) & CutReadings.Base85) != 0, $"behind {before} words");
        }
    }

    [Theory]
    [InlineData("%41=41&#65;\\x41", nameof(CutReadings.Codes))]
    [InlineData("\nA=41A\\x41", nameof(CutReadings.Split))]
    [InlineData("12:34;56=78?", nameof(CutReadings.Codes))]
    [InlineData("Ab3=Cd4;\"Ef5\"", nameof(CutReadings.Split))]
    [InlineData(" 200 404 2041 31", nameof(CutReadings.Codes))]
    [InlineData("27,Springfield,9623.10,2026\n", nameof(CutReadings.Split))]
    public void Pieces_and_numbers_with_different_things_between_do_not_open_it(string unit, string name)
    {
        var text = Bytes.Of(string.Concat(Enumerable.Repeat(unit, 100)));
        var gate = Enum.Parse<CutReadings>(name);
        Assert.Equal(CutReadings.Dense, CutText.Readings(text) & (gate | CutReadings.Dense));
    }
}
