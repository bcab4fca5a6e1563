using System.Buffers.Text;
using System.Text;
using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Tests.Secrets.Validators;

public sealed class JsonWebTokenTests
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";
    private const string Payload = """{"sub":"made up"}""";

    public static TheoryData<string, string?> Tokens => new()
    {
        { $"{E(Header)}.{E(Payload)}.sig0", $"{E(Header)}.{E(Payload)}.sig0" },
        { $"Bearer {E(Header)}.{E(Payload)}.abcdefghij-_, x", $"{E(Header)}.{E(Payload)}.abcdefghij-_" },
        { $"token{E(Header)}.{E(Payload)}.sig0", $"{E(Header)}.{E(Payload)}.sig0" },
        { $"eyeyey{E(Header)}.{E(Payload)}.sig0", $"{E(Header)}.{E(Payload)}.sig0" },
        { $"{E("""{"alg":"none"}""")}.{E(Payload)}.", $"{E("""{"alg":"none"}""")}.{E(Payload)}." },
        { $"{E("""{"typ":"dpop+jwt","alg":"ES256"}""")}.{E(Payload)}.sig0", null },
        { $"{E(Header)}.{E(Payload)}.", null },
        { $"{E(Header)}.{E(Payload)}", null },
        { $"{E(Header)}.{E(Payload)} sig0", null },
        { $"{E(Header)}.eyJ.sig0", null },
        { $"{E("""{"typ":"JWT","kid":"1"}""")}.{E(Payload)}.sig0", null },
        { $"{E("""["alg"]       """)}.{E(Payload)}.sig0", null },
        { "eyeglasses.eyewitness.eyelashes", null },
        { $"x.{E(Payload)}.sig0", null },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public void A_token_is_taken_whole_or_not_at_all(string text, string? token)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var (start, end) = (0, bytes.Length);
        var found = JsonWebToken.TryWiden(bytes, ref start, ref end);
        Assert.Equal(token, found ? text[start..end] : null);
    }

    private static string E(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
