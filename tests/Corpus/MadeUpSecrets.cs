using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipelock.Corpus.Tests;

/// <summary>Secrets that nobody owns, put together at run time, in the formats of their services.</summary>
public static partial class MadeUpSecrets
{
    private const string Digits = "0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>A value the engine is told to be in the environment of the process.</summary>
    public static string Environment { get; } = "Zk7" + "qvT2nWx9" + "Lb4RsYh8Jd3M";

    /// <summary>A value the engine is told to be in the file of known secrets.</summary>
    public static string Known { get; } = "harbor" + "-mint-7741" + "-Ostrich-vellum";

    /// <summary>A planted token.</summary>
    public static string Canary { get; } = "cnry" + "-5f1e88" + "-do-not-touch";

    private static readonly Dictionary<string, string> s_alphabets = new(StringComparer.Ordinal)
    {
        ["w"] = Digits + Upper + Lower, ["l"] = Digits + Lower, ["u"] = Digits + Upper, ["h"] = "0123456789abcdef",
        ["H"] = "0123456789ABCDEF", ["d"] = Digits, ["b"] = Digits + Upper + Lower + "-_",
        ["s"] = Digits + Upper + Lower + "+/", ["p"] = Digits + Upper + Lower, ["t"] = Upper + "234567",
        ["a"] = Lower, ["A"] = Upper,
        ["x"] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
    };

    // Prefixes are cut in two so that no scanner of source code takes this table for a find.
    private static readonly Dictionary<string, string> s_formats = new(StringComparer.Ordinal)
    {
        ["aws"] = "AK" + "IA[t16]", ["aws.asia"] = "AS" + "IA[t16]", ["aws.secret"] = "[s40]",
        ["aws.example"] = "AK" + "IAIOSFODNN7EXAMPLE",
        ["github.fine"] = "github" + "_pat_11[u20]_[w59]", ["github.app"] = "gh" + "s_[w36]",
        ["gitlab"] = "gl" + "pat-[b20]", ["gitlab.trigger"] = "gl" + "ptt-[h40]", ["gitlab.runner"] = "gl" + "rt-[b20]",
        ["gitlab.deploy"] = "gl" + "dt-[b20]",
        ["slack"] = "xo" + "xb-[d12]-[d12]-[w24]", ["slack.user"] = "xo" + "xp-[d12]-[d12]-[d12]-[h32]",
        ["slack.app"] = "xa" + "pp-1-A[u10]-[d13]-[h64]",
        ["slack.hook"] = "https://hooks" + ".slack.com/services/T[u10]/B[u10]/[w24]",
        ["discord.hook"] = "https://discord" + ".com/api/webhooks/[d18]/[b68]",
        ["teams.hook"] = "https://acme.webhook" + ".office.com/webhookb2/[h8]-[h4]-4[h3]-a[h3]-[h12]@[h8]-[h4]-4[h3]-"
            + "b[h3]-[h12]/IncomingWebhook/[h32]/[h8]-[h4]-4[h3]-9[h3]-[h12]",
        ["openai"] = "sk-" + "proj-[b74]T3BlbkFJ[b74]", ["openai.legacy"] = "sk-" + "[w20]T3BlbkFJ[w20]",
        ["openai.short"] = "sk-" + "proj-[w48]", ["openai.service"] = "sk-" + "svcacct-[w48]",
        ["openai.admin"] = "sk-" + "admin-[b48]T3BlbkFJ[b40]",
        ["anthropic"] = "sk-" + "ant-api03-[b93]AA", ["anthropic.admin"] = "sk-" + "ant-admin01-[b93]AA",
        ["openrouter"] = "sk-" + "or-v1-[h64]", ["deepseek"] = "sk-" + "[h32]", ["groq"] = "gs" + "k_[w52]",
        ["xai"] = "xa" + "i-[w80]", ["perplexity"] = "pp" + "lx-[w48]", ["hf"] = "hf" + "_[w34]",
        ["replicate"] = "r8" + "_[w37]", ["google"] = "AI" + "za[b35]", ["gocspx"] = "GOC" + "SPX-[b28]",
        ["ya29"] = "ya" + "29.a0[b120]", ["stripe"] = "sk" + "_live_[w24]", ["stripe.restricted"] = "rk"
            + "_live_[w24]",
        ["stripe.hook"] = "wh" + "sec_[w32]", ["twilio"] = "S" + "K[h32]", ["sendgrid"] = "S" + "G.[b22].[b43]",
        ["mailgun"] = "key" + "-[h32]", ["mailchimp"] = "[h32]" + "-us14", ["npm"] = "npm" + "_[w36]",
        ["pypi"] = "py" + "pi-AgEIcHlwaS5vcmc[b120]", ["docker"] = "dckr" + "_pat_[b27]",
        ["digitalocean"] = "dop" + "_v1_[h64]", ["heroku"] = "HRK" + "U-AA[b58]", ["vault"] = "hv" + "s.[w95]",
        ["vercel"] = "vc" + "p_[w56]", ["supabase"] = "sb" + "_secret_[b31]", ["supabase.pat"] = "sb" + "p_[h40]",
        ["linear"] = "lin" + "_api_[w40]", ["notion"] = "nt" + "n_[d11][w35]", ["sentry"] = "sntr" + "yu_[h64]",
        ["shopify"] = "shp" + "at_[h32]", ["shopify.secret"] = "shp" + "ss_[h32]", ["square"] = "EAAA" + "l[b59]",
        ["square.secret"] = "sq0" + "csp-[b43]", ["databricks"] = "da" + "pi[h32]", ["newrelic"] = "NR" + "AK-[u27]",
        ["datadog.app"] = "[h40]", ["grafana"] = "gl" + "sa_[w32]_[h8]", ["grafana.cloud"] = "gl" + "c_eyJ[s80]",
        ["postman"] = "PM" + "AK-[h24]-[h34]", ["figma"] = "fi" + "gd_[b40]", ["airtable"] = "pa" + "t[w14].[h64]",
        ["asana"] = "2/[d16]/[d16]:[h32]", ["atlassian"] = "AT" + "ATT3xFfGF0[b180]=[H8]",
        ["doppler"] = "dp" + ".pt.[w43]", ["planetscale"] = "psc" + "ale_tkn_[b43]", ["dynatrace"] = "dt0"
            + "c01.[t24].[t64]",
        ["pulumi"] = "pu" + "l-[h40]", ["terraform"] = "[w14].atl" + "asv1.[b67]", ["flyio"] = "Fl" + "yV1 fm2_[s120]",
        ["cloudflare.ca"] = "v1" + ".0-[h24]-[h146]", ["azure.storage"] = "AccountKey=[s86]" + "==",
        ["azure.ad"] = "[w3]8Q~" + "[b34]", ["age"] = "AGE" + "-SECRET-KEY-1[q58]", ["telegram"] = "[d10]" + ":AA[b33]",
        ["brevo"] = "xke" + "ysib-[h64]-[w16]", ["resend"] = "re" + "_[w8]_[w24]", ["langsmith"] = "lsv2"
            + "_pt_[h32]_[h10]",
        ["rubygems"] = "rub" + "ygems_[h48]", ["crates"] = "ci" + "o[w32]", ["nuget"] = "oy2" + "[l43]",
        ["clojars"] = "CLO" + "JARS_[h60]", ["prefect"] = "pn" + "u_[l36]", ["buildkite"] = "bk" + "ua_[h40]",
        ["circleci"] = "CCI" + "PAT_[w22]_[h40]", ["jfrog"] = "AK" + "Cp[w69]", ["tailscale"] = "tsk"
            + "ey-auth-[w16]-[w32]",
        ["ngrok"] = "2[w26]_[w22]", ["elevenlabs"] = "sk" + "_[h48]", ["together"] = "tok" + "_[w64]",
        ["pinecone"] = "pc" + "sk_[w5]_[w60]", ["fireworks"] = "f" + "w_[w24]", ["jina"] = "jina" + "_[w60]",
        ["tavily"] = "tv" + "ly-dev-[w32]", ["voyage"] = "pa" + "-[b43]", ["adobe"] = "p8" + "e-[l32]",
        ["facebook"] = "EA" + "ACEdEose0cBA[w100]", ["okta"] = "00[b40]", ["onepassword"] = "ops" + "_eyJ[s250]",
        ["ethereum"] = "0x[h64]", ["xprv"] = "xp" + "rv[x107]", ["netlify"] = "nf" + "p_[w36]",
        ["render"] = "rnd" + "_[w28]", ["neon"] = "nap" + "i_[l64]", ["contentful"] = "CFP" + "AT-[b43]",
        ["launchdarkly"] = "sdk" + "-[h8]-[h4]-4[h3]-a[h3]-[h12]", ["mapbox"] = "sk" + ".eyJ[b80].[b22]",
        ["twitch"] = "oau" + "th:[l30]", ["zapier.hook"] = "https://hooks" + ".zapier.com/hooks/catch/[d7]/[l7]/",
    };

    private static readonly string[] s_phrases =
    [
        "legal winner thank year wave sausage worth useful legal winner thank yellow",
        "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
        "ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic",
        "scheme spot photo card baby mountain device kick cradle pact join borrow",
        "cat swing flag economy stadium alone churn speed unique patch report train",
        "jelly better achieve collect unaware mountain thought cargo oxygen act hood bridge",
    ];

    private const string LongPhrase =
        "hamster diagram private dutch cause delay private meat slide toddler razor book "
        + "happy fancy gospel tennis maple dilemma loan word shrug inflict delay length";

    /// <summary>The secret of a name, the same for one case.</summary>
    /// <exception cref="FormatException">There is no such name.</exception>
    public static string Make(string caseId, string name)
    {
        var random = new SeededRandom(caseId + "|" + name);
        return name switch
        {
            "env" => Environment,
            "known" => Known,
            "canary" => Canary,
            "github" => Checked("gh" + "p_", random),
            "github.oauth" => Checked("gh" + "o_", random),
            "jwt" => Jwt(random),
            "pem" => Pem("RSA ", random),
            "pem.ec" => Pem("EC ", random),
            "pem.pkcs8" => Pem("", random),
            "pem.openssh" => Pem("OPENSSH ", random),
            "wif" => Wif(random),
            "seed" => s_phrases[random.Next(s_phrases.Length)],
            "seed24" => LongPhrase,
            "visa" => Card("4" + random.Text(Digits, 14)),
            "mastercard" => Card("53" + random.Text(Digits, 13)),
            "amex" => Card("37" + random.Text(Digits, 12)),
            "iban.de" => Iban("DE", random.Text(Digits, 18)),
            "iban.gb" => Iban("GB", random.Text(Upper, 4) + random.Text(Digits, 14)),
            "iban.fr" => Iban("FR", random.Text(Digits, 23)),
            "ssn" => $"{200 + random.Next(400)}-{11 + random.Next(80)}-{1000 + random.Next(8000)}",
            "discord" => "MT" + random.Text(s_alphabets["w"], 22) + ".G" + random.Text(s_alphabets["w"], 5) + "."
                + random.Text(s_alphabets["b"], 38),
            "password" => random.Text(s_alphabets["w"], 9) + "!" + random.Text(s_alphabets["w"], 6) + "#",
            "gcp" => ServiceAccount(random),
            "nl" => "\n",
            "cr" => "\r",
            "tab" => "\t",
            "empty" => "",
            "open" => "{{",
            "close" => "}}",
            _ when s_formats.TryGetValue(name, out var format) => Fill(format, random),
            _ => throw new FormatException($"{caseId}: no secret is called '{name}'"),
        };
    }

    /// <summary>Random characters of a class (see the table of alphabets).</summary>
    public static string Random(string seed, string alphabet, int length) =>
        new SeededRandom(seed).Text(s_alphabets[alphabet], length);

    private static string Fill(string format, SeededRandom random) => Slot().Replace(format, slot =>
        random.Text(
            slot.Groups[1].Value == "q" ? "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" : s_alphabets[slot.Groups[1].Value],
            int.Parse(slot.Groups[2].ValueSpan, CultureInfo.InvariantCulture)));

    // The last six characters are the CRC-32 of the thirty before, in base 62.
    private static string Checked(string prefix, SeededRandom random)
    {
        var body = random.Text(s_alphabets["w"], 30);
        var crc = Checksums.Crc32(Encoding.ASCII.GetBytes(body));
        var tail = new char[6];
        for (var i = 5; i >= 0; i--, crc /= 62)
            tail[i] = (Digits + Upper + Lower)[(int)(crc % 62)];
        return prefix + body + new string(tail);
    }

    private static string Jwt(SeededRandom random)
    {
        var claims = "{\"sub\":\"" + random.Text(Digits, 8) + "\",\"role\":\"service\",\"exp\":1999999999}";
        return Transforms.Base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + Transforms.Base64Url(claims) + "."
            + random.Text(s_alphabets["b"], 43);
    }

    private static string Pem(string kind, SeededRandom random)
    {
        StringBuilder text = new();
        text.Append("-----BEG").Append("IN ").Append(kind).Append("PRIVATE K").Append("EY-----\n");
        for (var line = 0; line < 4; line++)
            text.Append(random.Text(s_alphabets["s"], 64)).Append('\n');
        return text.Append("-----E").Append("ND ").Append(kind).Append("PRIVATE K").Append("EY-----").ToString();
    }

    private static string Wif(SeededRandom random)
    {
        var payload = new byte[34];
        payload[0] = 0x80;
        for (var i = 1; i < 33; i++)
            payload[i] = (byte)random.Next(256);
        payload[33] = 1;
        return Checksums.Base58Check(payload);
    }

    private static string Card(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var digit = body[body.Length - 1 - i] - '0';
            var doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return body + (char)('0' + ((10 - (sum % 10)) % 10));
    }

    // ISO 13616: the country and 00 go to the end, letters count from 10, the check digits make it 1 modulo 97.
    private static string Iban(string country, string account)
    {
        var digits = string.Concat((account + country + "00").Select(c =>
            char.IsAsciiDigit(c) ? c.ToString() : (c - 'A' + 10).ToString(CultureInfo.InvariantCulture)));
        var remainder = BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97;
        return $"{country}{98 - (int)remainder:00}{account}";
    }

    private static string ServiceAccount(SeededRandom random) =>
        "{\"type\": \"service" + "_account\", \"project_id\": \"acme-prod-17\", \"private_key_id\": \""
        + random.Text(s_alphabets["h"], 40) + "\", \"client_email\": \"ci@acme-prod-17.iam.gserviceaccount.com\"}";

    [GeneratedRegex(@"\[([a-zA-Z])([0-9]+)\]")]
    private static partial Regex Slot();
}
