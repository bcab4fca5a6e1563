using System.Buffers;
using System.Buffers.Text;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>
/// Discord bot tokens: user id in base64url, six characters of time, at least 27 of signature, dotted.
/// </summary>
internal static class DiscordTokenShape
{
    private const int MinFirst = 24;
    private const int MaxFirst = 100;
    private const int Middle = 6;
    private const int MinLast = 27;

    /// <summary>Judges a dot that has another dot seven characters later.</summary>
    public static bool TryMatch(ReadOnlySpan<byte> text, int dot, out int start, out int end)
    {
        (start, end) = (0, 0);
        var last = dot + Middle + 2;
        if (dot < MinFirst || text.Length - last < MinLast
            || text.Slice(dot + 1, Middle).ContainsAnyExcept(AsciiSets.Base64Url)
            || text.Slice(last, MinLast).ContainsAnyExcept(AsciiSets.Base64Url))
        {
            return false;
        }

        var floor = Math.Max(0, dot - MaxFirst);
        start = floor + text[floor..dot].LastIndexOfAnyExcept(AsciiSets.Base64Url) + 1;
        var tail = text[last..].IndexOfAnyExcept(AsciiSets.Base64Url);
        end = tail < 0 ? text.Length : last + tail;
        // The id may be glued to other text; only its own start decodes to digits.
        for (var at = start; dot - at >= MinFirst; at++)
        {
            if (text[at] is (byte)'M' or (byte)'N' or (byte)'O' && IsUserId(text[at..dot]))
            {
                start = at;
                return true;
            }
        }

        return dot - start >= MinFirst && (text[start] | 0x20) is 'm' or 'n' or 'o'
            && IsRandom(text[start..dot]) && IsRandom(text[last..end]);
    }

    private static bool IsUserId(ReadOnlySpan<byte> encoded)
    {
        Span<byte> id = stackalloc byte[MaxFirst];
        return Base64Url.DecodeFromUtf8(encoded, id, out _, out var length) == OperationStatus.Done
            && !id[..length].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>Both letter cases and a digit: not a name.</summary>
    private static bool IsRandom(ReadOnlySpan<byte> part) =>
        part.ContainsAnyInRange((byte)'0', (byte)'9') && part.ContainsAnyInRange((byte)'a', (byte)'z')
        && part.ContainsAnyInRange((byte)'A', (byte)'Z');
}
