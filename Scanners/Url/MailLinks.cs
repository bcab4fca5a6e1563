using System.Buffers;
using System.Text;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Url;

/// <summary>Recognises the links that services put into mails: <c>/verify-email?token=…</c>. The token is good for one
/// click, and whoever opens the link has just been sent it by that host.</summary>
/// <remarks>
/// The path says in two words what the click does and to what, the value is as long as such tokens are, random, and no
/// text in disguise. Formats of known services in it are found all the same.
/// </remarks>
internal static class MailLinks
{
    private const int MinToken = 16;
    private const int MaxToken = 64;
    private const int MaxPath = 64;

    /// <summary>What a click on such a link does, and to what.</summary>
    private static readonly string[] s_acts =
        ["verify", "verification", "confirm", "confirmation", "activate", "activation", "validate", "unsubscribe",
            "accept", "reset", "unlock"];

    private static readonly string[] s_things =
        ["email", "mail", "account", "user", "users", "registration", "signup", "subscription", "newsletter",
            "address", "password", "invite", "invitation", "invitations", "notifications"];

    /// <summary>Whether a parameter is the token of such a link.</summary>
    /// <param name="path">The path of the URL.</param>
    /// <param name="key">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    internal static bool IsToken(ReadOnlySpan<byte> path, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        value.Length is >= MinToken and <= MaxToken && !value.ContainsAnyExcept(AsciiSets.Base64Url)
        && (key.SequenceEqual("token"u8) || key.EndsWith("_token"u8)) && IsPath(path) && !IsText(value);

    /// <summary>Whether every parameter that a rule may take for a credential is the token of such a link.</summary>
    internal static bool HoldsAll(ReadOnlySpan<byte> path, ReadOnlySpan<byte> query)
    {
        var any = false;
        foreach (var range in query.Split((byte)'&'))
        {
            var parameter = query[range];
            var equals = parameter.IndexOf((byte)'=');
            var key = equals < 0 ? parameter : parameter[..equals];
            if (IsToken(path, key, parameter[(equals + 1)..]))
                any = true;
            else if (key.IndexOf("token"u8) >= 0 || key.IndexOf("pass"u8) >= 0 || key.IndexOf("secret"u8) >= 0
                || key.IndexOf("key"u8) >= 0 || key.IndexOf("pwd"u8) >= 0)
                return false;
        }

        return any;
    }

    // The words of the last two segments: "/users/confirmation", "/verify-email".
    private static bool IsPath(ReadOnlySpan<byte> path)
    {
        path = path.TrimEnd((byte)'/');
        var last = path.LastIndexOf((byte)'/');
        var before = last < 0 ? -1 : path[..last].LastIndexOf((byte)'/');
        var words = path[(before + 1)..];
        Span<char> lower = stackalloc char[MaxPath];
        if (words.Length > MaxPath || Ascii.ToLower(words, lower, out var length) != OperationStatus.Done)
            return false;
        return Has(lower[..length], s_acts) && Has(lower[..length], s_things);
    }

    private static bool Has(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var range in text.SplitAny("/-_"))
        {
            foreach (var word in words)
            {
                if (text[range].SequenceEqual(word))
                    return true;
            }
        }

        return false;
    }

    private static bool IsText(ReadOnlySpan<byte> value)
    {
        Span<byte> decoded = stackalloc byte[LabelDecoder.MaxDecoded];
        foreach (var encoding in (ReadOnlySpan<LabelEncoding>)
            [LabelEncoding.Hex, LabelEncoding.Base32, LabelEncoding.Base64])
        {
            var length = LabelDecoder.Decode(value, encoding, decoded);
            if (length > 0 && LabelDecoder.IsText(decoded[..length]))
                return true;
        }

        return false;
    }
}
