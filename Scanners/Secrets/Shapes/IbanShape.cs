using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Bank account numbers, compact or in groups of four with single spaces or dashes.</summary>
internal static class IbanShape
{
    /// <summary>Judges two letters and two digits whose left neighbour is no letter or digit.</summary>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, out int end)
    {
        const int Group = 4;
        var left = Iban.LengthOf(text[start], text[start + 1]);
        end = start;
        if (left == 0)
            return false;
        for (var digits = 0; left > 0 && end < text.Length; end++)
        {
            if (char.IsAsciiLetterOrDigit((char)text[end]))
                (left, digits) = (left - 1, digits + 1);
            else if (text[end] is not ((byte)' ' or (byte)'-') || digits % Group != 0 || text[end - 1] == text[end])
                return false;
        }

        return left == 0 && (end == text.Length || !char.IsAsciiLetterOrDigit((char)text[end]))
            && IsInOneCase(text[start..end]) && Iban.IsValid(text[start..end]);
    }

    /// <summary>A part number and the words after it are in two.</summary>
    private static bool IsInOneCase(ReadOnlySpan<byte> text) =>
        !text.ContainsAnyInRange((byte)'a', (byte)'z') || !text.ContainsAnyInRange((byte)'A', (byte)'Z');
}
