using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>AWS access key ids: twenty characters, told from words and from base64 data.</summary>
internal static class AwsAccessId
{
    private const int Length = 20;

    /// <summary>
    /// Accepts an id in one letter case (the case carries no information), or in mixed case if it stands alone.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> text, int start, int end)
    {
        var id = text[start..end];
        if (id.Length < Length)
            return false;
        id = id[..Length];
        if (!BeginsAWord(text, start))
            return false;
        // "asiapacificnortheast" is a word; only the most telling prefix needs no digit.
        if (!id[4..].ContainsAnyInRange((byte)'0', (byte)'9') && (id[0] | 0x20, id[1] | 0x20) is not ('a', 'k'))
            return false;
        var isMixed = id.ContainsAnyInRange((byte)'a', (byte)'z') && id.ContainsAnyInRange((byte)'A', (byte)'Z');
        return !isMixed || (IsEdge(text, start - 1) && IsEdge(text, start + Length));
    }

    /// <summary>
    /// Binary data may put small letters before an id in capitals: chance does so once in 10^11 characters of base64.
    /// </summary>
    private static bool BeginsAWord(ReadOnlySpan<byte> text, int start) =>
        SecretValidation.AllowsLeft(LeftBoundary.Word, text, start)
        || (char.IsAsciiLetterLower((char)text[start - 1])
            && !text.Slice(start, Length).ContainsAnyInRange((byte)'a', (byte)'z'));

    private static bool IsEdge(ReadOnlySpan<byte> text, int at) =>
        (uint)at >= (uint)text.Length
        || !(char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'+' or (byte)'=');
}
