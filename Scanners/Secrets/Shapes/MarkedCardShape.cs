using System.Buffers;
using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Card numbers in four groups of four with some other mark than on a card: <c>4539.4709.1791.7780</c>.
/// </summary>
/// <remarks>Commas and bars are left out: they list numbers.</remarks>
internal static class MarkedCardShape
{
    private const int Group = 4;
    private const int Step = Group + 1;
    private const int Length = (4 * Step) - 1;

    private static readonly SearchValues<byte> s_marks = SearchValues.Create("._:+*~"u8);

    /// <summary>
    /// Judges the place where a number may begin; its left neighbour is known to be no letter or digit.
    /// </summary>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, out int end)
    {
        end = start + Length;
        if (end > text.Length)
            return false;
        var mark = text[start + Group];
        if (!s_marks.Contains(mark) || text[start + Group + Step] != mark || text[start + Group + (2 * Step)] != mark)
            return false;
        // Part of something longer: a version, an address.
        if ((start > 0 && text[start - 1] == mark) || (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
            || (end + 1 < text.Length && text[end] == mark && char.IsAsciiLetterOrDigit((char)text[end + 1])))
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[4 * Group];
        for (var group = 0; group < 4; group++)
            text.Slice(start + (group * Step), Group).CopyTo(digits[(group * Group)..]);
        return PaymentCard.IsValid(digits);
    }
}
