using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Pipelock.Scanners.Mcp;

/// <summary>
/// The names of a tool's parameters, and those that ask an agent for a secret without a word of description.
/// </summary>
internal static class ParameterNames
{
    private const int MaxNames = 256;

    private static readonly string[] s_contents =
    [
        "content", "contents", "dump", "steal", "exfil", "exfiltrate", "exfiltrated", "extract", "extracted", "copy",
        "read", "fetch", "get", "upload", "send", "leak", "harvest", "collect", "data", "value", "result", "output",
    ];

    /// <summary>Files nobody names in a parameter but to have their contents.</summary>
    private static readonly string[] s_files =
    [
        "id rsa", "id ed25519", "ssh key", "ssh keys", "ssh private key", "private key", "private keys", "env file",
        "env vars", "env var", "env secrets", "env secret", "env key", "environment variables", "aws secret",
        "aws credentials", "etc passwd", "etc shadow", "passwd", "shadow file", "bash history", "netrc", "kubeconfig",
        "secret key", "secret keys", "keychain", "seed phrase", "wallet key", "git credentials", "ssh config",
        "printenv",
    ];

    /// <summary>Whose secret no tool has a use for: that of whoever calls it.</summary>
    private static readonly string[] s_callers =
        ["user", "users", "caller", "callers", "agent", "agents", "owner", "owners", "your", "my", "principal", "host"];

    private static readonly string[] s_keptByCallers =
    [
        "id rsa", "id ed25519", "ssh key", "ssh keys", "private key", "private keys", "ssh private key", "keychain",
        "seed phrase", "environment variables", "env vars", "session cookies", "browser cookies", "saved passwords",
    ];

    /// <summary>What tools handle every day; only asking for its contents, not its value, is strange.</summary>
    private static readonly string[] s_credentials =
        [
        "api key", "api keys", "credential", "credentials", "access token", "auth token", "passwords", "env",
        "environ", "session cookies", "browser cookies", "session tokens",
    ];

    private static readonly HashSet<string> s_mild =
        new(StringComparer.Ordinal) { "data", "value", "result", "output", "get", "read", "fetch", "send", "copy" };

    /// <summary>The names of the top-level parameters of a tool.</summary>
    internal static ImmutableArray<string> OfTool(JsonElement tool) =>
        tool.TryGetProperty("inputSchema"u8, out var schema) && schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("properties"u8, out var properties)
        && properties.ValueKind == JsonValueKind.Object
            ? [.. properties.EnumerateObject().Take(MaxNames).Select(Name)]
            : [];

    /// <summary>True for a name that asks for the contents of a secret: <c>content_of_ssh_id_rsa</c>.</summary>
    internal static bool AsksForSecrets(ReadOnlySpan<byte> name)
    {
        const int Longest = 128;
        if (name.Length is < 8 or > Longest || name.Contains((byte)' '))
            return false;
        var words = Words(Encoding.UTF8.GetString(name));
        return Array.Exists(s_keptByCallers, noun => Array.Exists(s_callers, who => Has(words, $"{who} {noun}")))
            || Array.Exists(s_files, noun => Has(words, noun) && Array.Exists(s_contents, verb => Has(words, verb)))
            || Array.Exists(s_credentials, noun => Has(words, noun)
                && Array.Exists(s_contents, verb => !s_mild.Contains(verb) && Has(words, verb)));
    }

    private static bool Has(string words, string part) =>
        words.Contains($" {part} ", StringComparison.Ordinal);

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "?"; // half a surrogate pair: no name
        }
    }

    // snake_case, kebab-case, camelCase and paths, as words with a space on either side.
    private static string Words(string name)
    {
        var words = new StringBuilder(" ");
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var isStart = char.IsUpper(c) && i > 0 && char.IsLower(name[i - 1]);
            if (isStart)
                words.Append(' ');
            if (char.IsAsciiLetterOrDigit(c))
                words.Append(char.ToLowerInvariant(c));
            else if (words[^1] != ' ')
                words.Append(' ');
        }

        return words.Append(' ').ToString();
    }
}
