using System.Buffers;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Secrets.Validators;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Judges runs of digits with single spaces or dashes between them for card numbers.</summary>
/// <remarks>
/// A number stands as one group of digits, grouped as on a card (4-4-4-4 and 4-6-5), or is the whole run whatever its
/// grouping. It must not touch a letter, a decimal point, or by a dash another group: those are parts of UUIDs,
/// amounts and order numbers.
/// </remarks>
internal sealed class CardRuns(int rule)
{
    /// <summary>Nineteen digits cannot lie in more groups than this.</summary>
    private const int MaxGroups = PaymentCard.MaxDigits;

    /// <summary>Twice as many are remembered, so that room is made seldom.</summary>
    private const int Kept = 2 * MaxGroups;

    private static readonly SearchValues<byte> s_runBytes = SearchValues.Create("0123456789 -"u8);

    private readonly int _rule = rule;

    /// <summary>Judges the run that begins at or before <paramref name="start"/>.</summary>
    /// <returns>Where the run ends; nothing before needs another look.</returns>
    public int Judge(ReadOnlySpan<byte> text, int start, ref SecretMatches sink)
    {
        start = RunStart(text, start);
        // Dates and amounts end before so many digits could stand in them.
        var rest = text[start..Math.Min(text.Length, start + PaymentCard.MinDigits)];
        var other = rest.IndexOfAnyExcept(s_runBytes);
        if (other >= 0 && rest[other - 1] is not ((byte)' ' or (byte)'-'))
            return start + other;
        Groups groups = default;
        var count = 0;
        var at = start;
        while (true)
        {
            var length = DigitsAt(text, at);
            if (count == Kept)
                count = groups.KeepLast(MaxGroups);
            groups[count++] = new Group(at, length);
            at += length;
            var isLast = at + 1 >= text.Length || text[at] is not ((byte)' ' or (byte)'-')
                || !char.IsAsciiDigit((char)text[at + 1]);
            JudgeEndingAt(text, ref groups, count, start, isLast, ref sink);
            if (isLast)
                return at;
            at++;
        }
    }

    private void JudgeEndingAt(
        ReadOnlySpan<byte> text, ref Groups groups, int count, int runStart, bool isLast, ref SecretMatches sink)
    {
        var last = groups[count - 1];
        // In the midst of a run only groups as on a card count: of four digits before the last, or six between.
        if (!isLast && last.Length < PaymentCard.MinDigits
            && (count < 2 || groups[count - 2].Length is not (4 or 6)))
        {
            return;
        }

        var digits = 0;
        for (var first = count - 1; first >= 0; first--)
        {
            digits += groups[first].Length;
            if (digits > PaymentCard.MaxDigits)
                return;
            var start = groups[first].Start;
            if (digits < PaymentCard.MinDigits
                || (!IsCardGrouping(ref groups, first, count) && !(isLast && start == runStart))
                || (first > 0 && groups[first - 1].Length >= 4 && count - first > 1)
                || !StandsAlone(text, start, last.End)
                || IsTableRow(text, ref groups, first, count) || IsDump(text, ref groups, first, count)
                || IsUuid(text, ref groups, first, count) || IsNumbered(text, start) || IsRepeated(text, ref groups, count)
                || (first < count - 1 && IsAmongHex(text, start, last.End))
                || !PaymentCard.IsValid(text[start..last.End]))
            {
                continue;
            }

            sink.Add(new SecretMatch(_rule, start, last.End));
            return;
        }
    }

    private static bool IsCardGrouping(ref Groups groups, int first, int count)
    {
        if (first == count - 1)
            return true;
        if (count - first == 3 && groups[first].Length == 4 && groups[first + 1].Length == 6)
            return groups[first + 2].Length == 5;
        for (var i = first; i < count - 1; i++)
        {
            if (groups[i].Length != 4)
                return false;
        }

        return groups[count - 1].Length <= 4;
    }

    /// <summary>Four different numbers out of one hundred, as in a table of code points or of years.</summary>
    private static bool IsTableRow(ReadOnlySpan<byte> text, ref Groups groups, int first, int count)
    {
        if (count - first < 4)
            return false;
        for (var i = first; i < count; i++)
        {
            var group = text.Slice(groups[i].Start, groups[i].Length);
            if (group.Length < 2 || !group.StartsWith(text.Slice(groups[first].Start, 2)))
                return false;
            for (var j = first; j < i; j++)
            {
                if (group.SequenceEqual(text.Slice(groups[j].Start, groups[j].Length)))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Bytes in hexadecimal, which happen to have no letter: pairs, and several of them zero.</summary>
    private static bool IsDump(ReadOnlySpan<byte> text, ref Groups groups, int first, int count)
    {
        const int LeastZeros = 3;
        var zeros = 0;
        for (var i = first; i < count; i++)
        {
            if (groups[i].Length != 2)
                return false;
            zeros += text.Slice(groups[i].Start, 2).SequenceEqual("00"u8) ? 1 : 0;
        }

        return zeros >= LeastZeros;
    }

    /// <summary>The last group stands there once more, as in a row of a table.</summary>
    private static bool IsRepeated(ReadOnlySpan<byte> text, ref Groups groups, int count)
    {
        var last = text.Slice(groups[count - 1].Start, groups[count - 1].Length);
        var rest = text[(groups[count - 1].Start + last.Length)..];
        return last.Length == 4 && rest.Length > 1 && rest[0] == ' ' && rest[1..].StartsWith(last);
    }

    /// <summary>The first three parts of a UUID (RFC 9562 §4), which happen to have no letter.</summary>
    private static bool IsUuid(ReadOnlySpan<byte> text, ref Groups groups, int first, int count)
    {
        const int Part = 4;
        if (count - first != 3 || groups[first].Length != 2 * Part || groups[first + 1].Length != Part
            || groups[first + 2].Length != Part)
        {
            return false;
        }

        var rest = text[groups[first + 2].End..];
        return rest.Length >= Part + 2 && rest[0] == '-' && rest[Part + 1] == '-'
            && !rest.Slice(1, Part).ContainsAnyExcept(AsciiSets.HexDigits);
    }

    /// <summary>A word and a number, as the names of generated files have it.</summary>
    private static bool IsNumbered(ReadOnlySpan<byte> text, int start) =>
        start > 1 && text[start - 1] == '-' && char.IsAsciiLetter((char)text[start - 2]);

    /// <summary>Before or behind stands a number in hexadecimal: the groups are such numbers too.</summary>
    private static bool IsAmongHex(ReadOnlySpan<byte> text, int start, int end)
    {
        const int Longest = 8;
        var before = text[Math.Max(0, start - Longest)..start].TrimEnd((byte)' ');
        var from = before.LastIndexOfAny((byte)' ', (byte)'\n', (byte)'\t');
        var after = text[end..Math.Min(text.Length, end + Longest)].TrimStart((byte)' ');
        var stop = after.IndexOfAny((byte)' ', (byte)'\n', (byte)'\t');
        // A token that goes on beyond what is looked at is no such number.
        return (from >= 0 && IsHex(before[(from + 1)..])) || (stop >= 0 && IsHex(after[..stop]));
    }

    private static bool IsHex(ReadOnlySpan<byte> token)
    {
        const int LeastDigits = 4;
        var letters = 0;
        foreach (var b in token)
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
            letters += char.IsAsciiLetter((char)b) ? 1 : 0;
        }

        return letters > 0 && letters < token.Length && token.Length >= LeastDigits;
    }

    private static bool StandsAlone(ReadOnlySpan<byte> text, int start, int end)
    {
        if (start > 0)
        {
            var before = text[start - 1];
            if (char.IsAsciiLetterOrDigit((char)before))
                return false;
            if (before is (byte)'.' or (byte)'-' && start > 1 && char.IsAsciiDigit((char)text[start - 2]))
                return false;
        }

        if (end < text.Length)
        {
            var after = text[end];
            if (char.IsAsciiLetterOrDigit((char)after))
                return false;
            if (after is (byte)'.' or (byte)'-' && end + 1 < text.Length && char.IsAsciiDigit((char)text[end + 1]))
                return false;
        }

        return true;
    }

    /// <summary>A block's first digits may continue a run that began before the block.</summary>
    private static int RunStart(ReadOnlySpan<byte> text, int start)
    {
        while (start > 0)
        {
            if (char.IsAsciiDigit((char)text[start - 1]))
                start--;
            else if (start > 1 && text[start - 1] is (byte)' ' or (byte)'-' && char.IsAsciiDigit((char)text[start - 2]))
                start -= 2;
            else
                break;
        }

        return start;
    }

    private static int DigitsAt(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit((char)text[end]))
            end++;
        return end - at;
    }

    private readonly record struct Group(int Start, int Length)
    {
        public int End => Start + Length;
    }

    [InlineArray(Kept)]
    private struct Groups
    {
        private Group _first;

        /// <summary>
        /// Makes room at the end; what is dropped is too far left to belong to a card that ends later.
        /// </summary>
        public int KeepLast(int count)
        {
            Span<Group> all = this;
            all[^count..].CopyTo(all);
            return count;
        }
    }
}
