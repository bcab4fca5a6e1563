using System.Text;

namespace Pipelock.Scanners.Tests;

/// <summary>Made-up secrets, put together at run time so that no scanner of source code stumbles over them.</summary>
public static class Samples
{
    public static string Aws { get; } = "AKIA" + "IOSFODNN7EXAMPLE";

    public static string GitHub { get; } = "ghp_" + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef01";

    public static string GitLab { get; } = "glpat-" + "efQAuVYMIv7SF7hXs9TP";

    public static string Slack { get; } = "xoxb-" + "166695784192-1JllhheT6t5whu3Ig1TCDiSr";

    public static string Anthropic { get; } = "sk-ant-" + "api03-zoqV3M7H77-SidvrBxauSoPPPAoFa2EmrVt5Y";

    public static string OpenAi { get; } = "sk-proj-" + "mqmCc8ybf2cahJLI2qNUvwfpeq1PEMqJczpXoSZf";

    public static string Google { get; } = "AIza" + "SyD4n7Qk2Lw9Rb5Tx8Vz1Ym3Cp6Hf0Jg4Ks";

    public static string SendGrid { get; } =
        "SG." + "FAKE_TEST_KEY_0000000000.FAKE_TEST_000000000000000000000000000000000000000";

    public static string Npm { get; } = "npm_" + "k9Zp3Qw7Lm2Xv8Rt5Yn1Bc6Hd4Jf0Gs9Aq2W";

    /// <summary>All of them, by a name that a test may print.</summary>
    public static IReadOnlyList<(string Name, string Value)> All { get; } =
    [
        (nameof(Aws), Aws), (nameof(GitHub), GitHub), (nameof(GitLab), GitLab), (nameof(Slack), Slack),
        (nameof(Anthropic), Anthropic), (nameof(OpenAi), OpenAi), (nameof(Google), Google), (nameof(SendGrid),
            SendGrid),
        (nameof(Npm), Npm),
    ];

    public static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Base64Url(string text) => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string Percent(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(b => $"%{b:X2}"));

    public static string Base32(string text)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder result = new();
        var bits = 0;
        var gathered = 0;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            gathered = (gathered << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                result.Append(Alphabet[(gathered >> bits) & 31]);
            }
        }

        if (bits > 0)
            result.Append(Alphabet[(gathered << (5 - bits)) & 31]);
        return result.ToString();
    }
}
