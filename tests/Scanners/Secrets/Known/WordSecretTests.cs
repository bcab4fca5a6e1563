using System.Text;
using Pipelock.Scanners.Secrets.Known;

namespace Pipelock.Scanners.Tests.Secrets.Known;

public class WordSecretTests
{
    public static TheoryData<string, bool, bool> Secrets => new()
    {
        { "nhqvrapr", false, true },
        { "tell them nothing 1234", true, true },
        { "9f8Xq2LkT7vBz4Rw", false, false },
        { "123e4567-e89b-12d3-a456-426614174000", false, false },
    };

    [Theory, MemberData(nameof(Secrets))]
    public void Is_told_as_it_stands_and_in_a_mirror(string secret, bool isOfWords, bool isMirrored)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        Assert.Equal((isOfWords, isMirrored), (WordSecret.Is(bytes), WordSecret.IsMirrored(bytes)));
    }
}
