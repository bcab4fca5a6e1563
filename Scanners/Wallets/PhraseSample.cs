using System.Numerics;
using Pipelock.Scanners.Secrets.Shapes;

namespace Pipelock.Scanners.Wallets;

/// <summary>Looks up every so many words of a stretch of text, to tell that it holds no phrase.</summary>
/// <remarks>
/// Of as many words in a row as a phrase has, one is looked up when every twelfth is. Where that one is in the word
/// list, every third is: in prose four such neighbours are seldom all in it. Words are counted by bit masks, so the
/// others cost next to nothing.
/// </remarks>
internal static class PhraseSample
{
    private const int Samples = 4;

    /// <summary>False when no row of words between the offsets is a phrase of at least so many words.</summary>
    internal static bool MayHoldPhrase(ReadOnlySpan<byte> text, int start, int end, int minWords)
    {
        var period = minWords / Samples;
        return period < 2
            || (HasRow(text, start, end, minWords, 1) && HasRow(text, start, end, period, Samples));
    }

    // Of every so many words one, and so many of these in a row in the list.
    private static bool HasRow(ReadOnlySpan<byte> text, int start, int end, int period, int samples)
    {
        var counted = 0; // words since the last that was looked up
        var known = 0;   // so many of the last ones were in the list
        for (var at = start; at < end;)
        {
            var bytes = new ByteClasses(text, at);
            var letters = bytes.Letters;
            // "word7" is a label, and no word.
            var ends = ~letters & (letters << 1) & ~bytes.Digits;
            while (counted + BitOperations.PopCount(ends) >= period)
            {
                for (; counted < period - 1; counted++)
                    ends &= ends - 1;
                known = WordList.NumberOf(text[at..][WordBefore(letters, ends)]) < 0 ? 0 : known + 1;
                if (known == samples)
                    return true;
                ends &= ends - 1;
                counted = 0;
            }

            counted += BitOperations.PopCount(ends);
            // A word that goes on is counted where it ends.
            var cut = BitOperations.LeadingZeroCount(~letters);
            at += cut == ByteClasses.Width ? cut : ByteClasses.Width - cut;
        }

        return false;
    }

    private static Range WordBefore(ulong letters, ulong ends)
    {
        var end = BitOperations.TrailingZeroCount(ends);
        var before = ~letters & ((1UL << end) - 1);
        return (before == 0 ? 0 : BitOperations.Log2(before) + 1)..end;
    }
}
