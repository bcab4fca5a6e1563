using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.WebSocket;

/// <summary>Reads comma-separated lists of tokens (RFC 9110 §5.6.1). Thread-safe; allocates nothing.</summary>
internal static class TokenList
{
    /// <summary>Whether an element equals <paramref name="token"/>, without case.</summary>
    public static bool Contains(ReadOnlySpan<byte> list, ReadOnlySpan<byte> token)
    {
        foreach (var range in list.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(Trim(list[range]), token)) return true;
        }

        return false;
    }

    /// <summary>Whether an element equals <paramref name="token"/>, with case.</summary>
    public static bool ContainsExactly(ReadOnlySpan<byte> list, ReadOnlySpan<byte> token) => CountOf(list, token) > 0;

    /// <summary>Whether it is a list of at least one token, none twice, none empty.</summary>
    public static bool IsDistinctTokens(ReadOnlySpan<byte> list)
    {
        foreach (var range in list.Split((byte)','))
        {
            var token = Trim(list[range]);
            if (token.IsEmpty || token.ContainsAnyExcept(Syntax.Token) || CountOf(list, token) != 1) return false;
        }

        return true;
    }

    private static int CountOf(ReadOnlySpan<byte> list, ReadOnlySpan<byte> token)
    {
        var count = 0;
        foreach (var range in list.Split((byte)','))
        {
            if (Trim(list[range]).SequenceEqual(token)) count++;
        }

        return count;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);
}
