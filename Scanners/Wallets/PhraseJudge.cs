using System.Buffers;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;

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

    private static readonly SearchValues<byte> s_signs = SearchValues.Create("(){}[]=;<>"u8);

    private static readonly int s_word = WordList.NumberOf("word"u8);
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
            if (number == s_word && IsNumbered(text[at..end]))
                continue; // "word #7": a label, too
            if (number < 0 || wordStart - lastEnd > MaxGap)
                count = 0;
            lastEnd = at;
            if (number < 0)
                continue;
            Push(numbers, starts, ref count, (short)number, wordStart);
            JudgeEndingAt(text, numbers[..count], starts, at, ref failures, ref sink);
        }
    }

    private static bool IsNumbered(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" #_-"u8);
        return !rest.IsEmpty && char.IsAsciiDigit((char)rest[0]);
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
            if (settings.VerifyChecksum && failures <= MaxFailures
                && !HasChecksum(text, numbers[^length..], starts.Slice(numbers.Length - length, length)))
                failures++;
            else if (!IsProgram(text[start..end]))
                sink.Add(new SecretMatch(rule, start, end));
        }
    }

    private static bool HasChecksum(
        ReadOnlySpan<byte> text, ReadOnlySpan<short> numbers, ReadOnlySpan<int> starts) =>
        Mnemonic.HasChecksum(numbers)
        || (numbers.Length == ElectrumSeed.Words && ElectrumSeed.IsVersioned(text, starts));

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
    /// The words of a program happen to be few, and often have a valid checksum; but what stands between them is of
    /// many kinds, where whoever writes down a phrase keeps to one or two.
    /// </summary>
    private static bool IsProgram(ReadOnlySpan<byte> phrase)
    {
        const int ManyKinds = 4;
        Span<uint> kinds = stackalloc uint[ManyKinds];
        var count = 0;
        if (!phrase.ContainsAny(s_signs))
            return false;
        while (count < ManyKinds)
        {
            phrase = phrase[phrase.IndexOfAnyExcept(AsciiSets.Letters) is var end and >= 0 ? end.. : phrase.Length..];
            var next = phrase.IndexOfAny(AsciiSets.Letters);
            if (next < 0)
                return false;
            var kind = KindOf(phrase[..next]);
            if (!kinds[..count].Contains(kind))
                kinds[count++] = kind;
            phrase = phrase[next..];
        }

        return true;
    }

    // The signs between two words, whatever numbers and white space are among them.
    private static uint KindOf(ReadOnlySpan<byte> gap)
    {
        const uint Prime = 16777619;
        var hash = 2166136261;
        var afterSpace = false;
        foreach (var b in gap)
        {
            var isSpace = b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
            if (!char.IsAsciiDigit((char)b) && !(isSpace && afterSpace))
                hash = (hash ^ (isSpace ? (byte)' ' : b)) * Prime;
            afterSpace = isSpace;
        }

        return hash;
    }

    private static bool IsBoolean(short number) => number == s_true || number == s_false;
}
