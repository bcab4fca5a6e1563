using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Bank account numbers, compact or in groups with single spaces or dashes.</summary>
internal static class IbanShape
{
    /// <summary>Judges two letters and two digits whose left neighbour is no letter or digit.</summary>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, out int end)
    {
        var left = Iban.LengthOf(text[start], text[start + 1]);
        end = start;
        if (left == 0)
            return false;
        while (left > 0 && end < text.Length)
        {
            if (char.IsAsciiLetterOrDigit((char)text[end]))
                left--;
            else if (text[end] is not ((byte)' ' or (byte)'-') || text[end - 1] is (byte)' ' or (byte)'-')
                return false;
            end++;
        }

        return left == 0 && (end == text.Length || !char.IsAsciiLetterOrDigit((char)text[end]))
            && IsInOneCase(text[start..end]) && Iban.IsValid(text[start..end]);
    }

    /// <summary>A part number and the words after it are in two.</summary>
    private static bool IsInOneCase(ReadOnlySpan<byte> text) =>
        !text.ContainsAnyInRange((byte)'a', (byte)'z') || !text.ContainsAnyInRange((byte)'A', (byte)'Z');
}
