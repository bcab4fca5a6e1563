using Pipelock.Scanners.Wallets;

namespace Pipelock.Scanners.Entropy;

/// <summary>
/// Rows of host labels that only something cut in pieces has: numbered ones (<c>0x414b.1x4941</c>, <c>s073.s165</c>),
/// many of one length, the words of a wallet's phrase.
/// </summary>
internal static class LabelRows
{
    private const int LeastNumbered = 3;
    private const int MaxPrefix = 3;
    private const int LeastWords = 12; // BIP-39

    /// <summary>Whether the labels in front of the registrable domain are such a row.</summary>
    public static bool IsIn(ReadOnlySpan<byte> front, ReadOnlySpan<Range> labels) =>
        labels.Length >= LeastNumbered
            ? AreNumbered(front, labels, 1) || AreNumbered(front, labels, 2) || AreEven(front, labels)
                || AreWords(front)
            : AreWords(front);

    // Letters, a number that counts up, and what the number is for.
    private static bool AreNumbered(ReadOnlySpan<byte> front, ReadOnlySpan<Range> labels, int width)
    {
        Span<byte> payload = stackalloc byte[LabelDecoder.MaxDecoded];
        var length = 0;
        var count = 0;
        var before = -1;
        foreach (var range in labels)
        {
            var label = front[range];
            var prefix = PrefixLength(label);
            var number = 0;
            var isNumbered = label.Length > prefix + width
                && int.TryParse(label.Slice(prefix, width), out number)
                && (count == 0 || (number == before + 1 && label[..prefix].SequenceEqual(front[labels[0]][..prefix])));
            if (!isNumbered)
                break;
            before = number;
            var piece = label[(prefix + width)..].TrimStart("x-_"u8);
            piece.CopyTo(payload[length..]);
            length += piece.Length;
            count++;
        }

        return count >= LeastNumbered
            && HostnameCargo.Weigh(payload[..length], joined: true, out _) > 0;
    }

    private static int PrefixLength(ReadOnlySpan<byte> label)
    {
        var length = label.IndexOfAnyInRange((byte)'0', (byte)'9');
        return length is < 0 or > MaxPrefix ? label.Length : length;
    }

    // Four of five letters and digits or more, six of three: names of machines and zones have other lengths.
    private static bool AreEven(ReadOnlySpan<byte> front, ReadOnlySpan<Range> labels)
    {
        var row = 0;
        var withDigits = 0;
        var length = 0;
        foreach (var range in labels)
        {
            var label = front[range];
            if (label.Length != length)
                (row, withDigits, length) = (0, 0, label.Length);
            row++;
            withDigits += label.ContainsAnyInRange((byte)'0', (byte)'9') ? 1 : 0;
            if (row >= (length >= 5 ? 4 : 6) && length >= 3 && withDigits * 2 >= row)
                return true;
        }

        return false;
    }

    private static bool AreWords(ReadOnlySpan<byte> front)
    {
        if (front.Length < LeastWords * (WordList.MinLength + 1) - 1)
            return false;
        var row = 0;
        foreach (var range in front.SplitAny((byte)'.', (byte)'-'))
        {
            row = WordList.NumberOf(front[range]) < 0 ? 0 : row + 1;
            if (row == LeastWords)
                return true;
        }

        return false;
    }
}
