using System.Buffers.Text;
using System.Text;

namespace Pipelock.EndToEnd.Tests.Secrets;

/// <summary>One secret per built-in kind. They are drawn at run time, so that none stands in this file.</summary>
internal static class SecretSamples
{
    private const string Digit = "0123456789";
    private const string Hex = "0123456789abcdef";
    private const string Alnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string UrlSafe = Alnum + "_";

    // Stands before the table, which draws from it as soon as the type is used.
    private static readonly Random s_random = new(20260101);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<SecretSample> All { get; } =
    [
        Whole("Anthropic API Key", "sk-ant-", Alnum, 40),
        Whole("OpenAI API Key", "sk-proj-", Alnum, 40),
        Whole("OpenAI Service Key", "sk-svcacct-", Alnum, 40),
        Whole("Fireworks API Key", "fw_", Alnum, 24),
        Whole("Google API Key", "AIza", UrlSafe, 35),
        Whole("Google OAuth Client Secret", "GOCSPX-", UrlSafe, 28),
        Whole("Stripe Key", "sk_" + "live_", Alnum, 24),
        Whole("Stripe Webhook Secret", "whsec_", Alnum, 32),
        Whole("GitHub Token", "ghp_", Alnum, 36),
        Whole("GitHub Fine-Grained PAT", "github_pat_", Alnum, 60),
        Whole("GitLab PAT", "glpat-", Alnum, 20),
        Whole("AWS Access ID", "AKIA", Upper, 16),
        Behind("AWS Secret Key", "aws_secret_access_key=", Draw(Alnum + "/+", 40)),
        Whole("Google OAuth Token", "ya29.", UrlSafe, 60),
        Whole("Slack Token", "xoxb-", Alnum, 40),
        Text("Slack App Token", $"xapp-1-{Draw(Upper, 11)}-{Draw(Digit, 13)}-{Draw(Hex, 64)}"),
        Text("Discord Bot Token", $"M{Draw(Alnum, 25)}.{Draw(UrlSafe, 6)}.{Draw(UrlSafe, 38)}"),
        Whole("Twilio API Key", "SK", Hex, 32),
        Text("SendGrid API Key", $"SG.{Draw(UrlSafe, 22)}.{Draw(UrlSafe, 43)}"),
        Whole("Mailgun API Key", "key-", Hex, 32),
        Whole("New Relic API Key", "NRAK-", Upper, 27),
        Whole("Hugging Face Token", "hf_", Alnum, 34),
        Whole("Databricks Token", "dapi", Hex, 32),
        Whole("Replicate API Token", "r8_", Alnum, 37),
        Whole("Together AI Key", "tok_", Alnum, 44),
        Whole("Pinecone API Key", "pcsk_", Alnum, 40),
        Whole("Groq API Key", "gsk_", Alnum, 52),
        Whole("xAI API Key", "xai-", Alnum, 84),
        Whole("DigitalOcean Token", "dop_v1_", Hex, 64),
        Whole("HashiCorp Vault Token", "hvs.", Alnum, 28),
        Whole("Vercel Token", "vercel_", Alnum, 24),
        Whole("Supabase Service Key", "sb_secret_", Alnum, 31),
        Whole("npm Token", "npm_", Alnum, 36),
        Whole("PyPI Token", "pypi-", Alnum, 60),
        Whole("Linear API Key", "lin_api_", Alnum, 40),
        Whole("Notion API Key", "ntn_", Alnum, 46),
        Whole("Sentry Auth Token", "sntrys_", Alnum, 60),
        Text("Private Key Header", $"-----BEGIN {"RSA"} PRIVATE KEY-----"),
        Text("JWT Token", JsonWebToken()),
        Text("Bitcoin WIF Private Key", Base58Check.Encode([0x80, .. Bytes(32), 0x01])),
        Whole("Extended Private Key", "xprv", Base58Check.Alphabet, 107),
        Whole("Ethereum Private Key", "0x", Hex, 64),
        Text("Social Security Number", $"5{Draw("123456789", 2)}-{Draw("123456789", 2)}-{Draw("123456789", 4)}"),
        Text("Google OAuth Client ID", $"{Draw("123456789", 12)}-{Draw(Hex, 32)}.apps.googleusercontent.com"),
        Behind("Credential in URL", ";password=", Draw(Alnum, 16)),
        Behind("Environment Variable Secret", "BILLING_SECRET=", Draw(Alnum, 20)),
        Text("Credit Card Number", WithLuhnDigit("4" + Draw(Digit, 14))),
        Text("IBAN", WithIbanCheck("DE", Draw(Digit, 18))),
    ];

    private static SecretSample Whole(string kind, string prefix, string alphabet, int length) =>
        Text(kind, prefix + Draw(alphabet, length));

    private static SecretSample Text(string kind, string text) => new(kind, text, text);

    private static SecretSample Behind(string kind, string name, string secret) => new(kind, name + secret, secret);

    private static string Draw(string alphabet, int length) => new(s_random.GetItems(alphabet.AsSpan(), length));

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        s_random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A token in the compact form of RFC 7515 §3.1, with a header that says what it is.</summary>
    private static string JsonWebToken()
    {
        var header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);
        var claims = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"sub":"{{Draw(Digit, 10)}}","name":"nobody"}"""));
        return $"{header}.{claims}.{Base64Url.EncodeToString(Bytes(32))}";
    }

    /// <summary>Appends the digit that makes the Luhn sum (ISO/IEC 7812-1, annex B) a multiple of ten.</summary>
    private static string WithLuhnDigit(string digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var value = digits[digits.Length - 1 - index] - '0';
            var doubled = index % 2 == 0 ? value * 2 : value;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return digits + (char)('0' + (10 - sum % 10) % 10);
    }

    /// <summary>Puts the two check digits of ISO 13616 between country and account.</summary>
    private static string WithIbanCheck(string country, string account)
    {
        var number = account + string.Concat(country.Select(letter => letter - 'A' + 10)) + "00";
        var check = 98 - (int)(System.Numerics.BigInteger.Parse(number) % 97);
        return $"{country}{check:00}{account}";
    }
}
