using System.Buffers;

namespace Pipelock.Protocols.Http1;

/// <summary>The character classes that the parsers search for, vectorised.</summary>
internal static class Syntax
{
    /// <summary><c>tchar</c> (RFC 9110 §5.6.2).</summary>
    public static readonly SearchValues<byte> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Control characters other than tab: line ends, and what no head may hold (RFC 9110 §5.5).</summary>
    public static readonly SearchValues<byte> Control = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16,
        17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127,
    ]);

    /// <summary>Everything a URI without fragment may hold (RFC 3986 §2).</summary>
    public static readonly SearchValues<byte> Uri = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$&'()*+,;=%"u8);

    /// <summary>Letters, digits, plus, minus, dot: a URI scheme after its first letter (RFC 3986 §3.1).</summary>
    public static readonly SearchValues<byte> Scheme = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."u8);

    /// <summary>Space or tab: the optional whitespace of RFC 9110 §5.6.3.</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    /// <summary>Without optional whitespace at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Takes the next element of a comma-separated list, without the whitespace around it.</summary>
    /// <param name="rest">What is left of the list; consumed.</param>
    /// <param name="isLast">No comma followed.</param>
    public static ReadOnlySpan<byte> NextElement(ref ReadOnlySpan<byte> rest, out bool isLast)
    {
        var comma = rest.IndexOf((byte)',');
        isLast = comma < 0;
        var element = isLast ? rest : rest[..comma];
        rest = isLast ? default : rest[(comma + 1)..];
        return Trim(element);
    }
}
