using Pipelock.Scanners.Secrets;

namespace Pipelock.Scanners.Wallets;

/// <summary>Looks up the words of a stretch of text and judges every window of them that could be a phrase.</summary>
internal sealed class PhraseJudge(int rule, SeedPhraseSettings settings)
{
    /// <summary>
    /// Between two words stand no more bytes than this: quotes, commas, numbers, the indentation of a list.
    /// </summary>
    private const int MaxGap = 48;

    /// <summary>
    /// So many different windows without a valid checksum do not come by chance, where one in sixteen has one: who
    /// wrote them knew how to keep the search busy.
    /// </summary>
    private const int MaxFailures = 512;

    private static readonly int s_true = WordList.NumberOf("true"u8);
    private static readonly int s_false = WordList.NumberOf("false"u8);

    /// <summary>Adds the phrases between two offsets.</summary>
    public void Judge(ReadOnlySpan<byte> text, int start, int end, ref SecretMatches sink)
    {
        Span<short> numbers = stackalloc short[Mnemonic.MaxWords];
        Span<int> starts = stackalloc int[Mnemonic.MaxWords];
        var count = 0;
        var failures = 0;
        var lastEnd = start;
        for (var at = start; at < end && !sink.IsSatisfied;)
        {
            if (!char.IsAsciiLetter((char)text[at]))
            {
                at++;
                continue;
            }

            var wordStart = at;
            while (at < text.Length && char.IsAsciiLetter((char)text[at]))
                at++;
            if (at < text.Length && char.IsAsciiDigit((char)text[at]))
                continue; // "word7": a label
            var number = wordStart > 0 && char.IsAsciiLetter((char)text[wordStart - 1])
                ? -1 : WordList.NumberOf(text[wordStart..at]);
            if (number < 0 || wordStart - lastEnd > MaxGap)
                count = 0;
            lastEnd = at;
            if (number < 0)
                continue;
            Push(numbers, starts, ref count, (short)number, wordStart);
            JudgeEndingAt(text, numbers[..count], starts, at, ref failures, ref sink);
        }
    }

    private static void Push(Span<short> numbers, Span<int> starts, ref int count, short number, int start)
    {
        if (count == Mnemonic.MaxWords)
        {
            numbers[1..].CopyTo(numbers);
            starts[1..].CopyTo(starts);
            count--;
        }

        numbers[count] = number;
        starts[count] = start;
        count++;
    }

    private void JudgeEndingAt(
        ReadOnlySpan<byte> text, ReadOnlySpan<short> numbers, ReadOnlySpan<int> starts, int end, ref int failures,
        ref SecretMatches sink)
    {
        foreach (var length in Mnemonic.Lengths)
        {
            if (length > numbers.Length)
                return;
            if (length < settings.MinWords || !IsPlausible(numbers[^length..]))
                continue;
            var start = starts[numbers.Length - length];
            if (settings.VerifyChecksum && failures <= MaxFailures && !Mnemonic.HasChecksum(numbers[^length..]))
                failures++;
            else if (!IsStyleSheet(text[start..end]))
                sink.Add(new SecretMatch(rule, start, end));
        }
    }

    /// <summary>
    /// Not the word list itself, which is in alphabetical order, and not a few words over and over, as in the fields of
    /// a table; except for one word and a last one, the phrases that examples show and test wallets have.
    /// </summary>
    private static bool IsPlausible(ReadOnlySpan<short> numbers)
    {
        const int WordBits = 64;
        Span<ulong> seen = stackalloc ulong[WordList.Count / WordBits];
        seen.Clear();
        var isAscending = true;
        var isRepeated = true;
        var distinct = 0;
        var previous = -1;
        foreach (var number in numbers)
        {
            isAscending &= number > previous;
            previous = number;
            ref var bits = ref seen[number / WordBits];
            var bit = 1UL << (number % WordBits);
            distinct += (bits & bit) == 0 ? 1 : 0;
            bits |= bit;
        }

        for (var i = 1; i < numbers.Length - 1; i++)
            isRepeated &= numbers[i] == numbers[0];
        return !isAscending && (distinct * 3 >= numbers.Length * 2
            || (isRepeated && distinct == 2 && !IsBoolean(numbers[0]) && !IsBoolean(numbers[^1])));
    }

    /// <summary>
    /// A block ends, and behind a selector the next one begins: the few words of CSS, many times. Objects in JSON have
    /// nothing or a comma between them.
    /// </summary>
    private static bool IsStyleSheet(ReadOnlySpan<byte> phrase)
    {
        var close = phrase.IndexOf((byte)'}');
        if (close < 0)
            return false;
        var rest = phrase[(close + 1)..].TrimStart(" \r\n\t"u8);
        return !rest.IsEmpty && rest[0] is not ((byte)',' or (byte)'{' or (byte)'}' or (byte)']')
            && rest.Contains((byte)'{');
    }

    private static bool IsBoolean(short number) => number == s_true || number == s_false;
}
