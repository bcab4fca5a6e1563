using System.Numerics;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Secrets.Shapes;

namespace Pipelock.Scanners.Wallets;

/// <summary>Finds wallet seed phrases. Immutable and thread-safe; a clean scan allocates nothing.</summary>
/// <remarks>
/// The words of BIP-39 have three to eight letters, and prose hardly goes on for twelve words without a shorter or a
/// longer one. So bit masks of sixty-four bytes at a time (a) mark such words, (b) count the others since the last of
/// them; only twelve and more in a row are (c) looked up in the word list.
/// </remarks>
internal sealed class SeedPhraseFinder(int rule, SeedPhraseSettings settings)
{
    private const int LookAhead = WordList.MaxLength + 1;
    private const int Stride = ByteClasses.Width - LookAhead;
    private const ulong Starts = ulong.MaxValue >> LookAhead;

    private readonly PhraseJudge _judge = new(rule, settings);
    private readonly int _minWords = settings.MinWords;

    /// <summary>Adds every phrase found in <paramref name="text"/>.</summary>
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        // Three letters and a separator are the shortest word.
        if (text.Length < (_minWords * (WordList.MinLength + 1)) - 1)
            return;
        Span<byte> padded = stackalloc byte[ByteClasses.Width];
        var stretch = new Stretch(0, 0);
        var isInWord = false;
        for (var at = 0; at < text.Length && !sink.IsSatisfied; at += Stride)
        {
            var isLast = at + ByteClasses.Width > text.Length;
            if (isLast)
            {
                padded.Clear();
                text[at..].CopyTo(padded);
            }

            var bytes = new ByteClasses(ref MemoryMarshal.GetReference(isLast ? padded : text[at..]));
            Step(text, at, bytes, isInWord, ref stretch, ref sink);
            isInWord = at + Stride < text.Length && char.IsAsciiLetter((char)text[at + Stride - 1]);
        }

        End(text, stretch, text.Length, ref sink);
    }

    private void Step(
        ReadOnlySpan<byte> text, int at, in ByteClasses bytes, bool isInWord, ref Stretch stretch,
        ref SecretMatches sink)
    {
        var letters = bytes.Letters;
        var starts = letters & ~((letters << 1) | (isInWord ? 1UL : 0UL)) & Starts;
        var breakers = Breakers(letters, starts, bytes.Digits);
        var words = starts & ~breakers;
        if (breakers == 0)
        {
            stretch = stretch with { Words = stretch.Words + BitOperations.PopCount(words) };
            return;
        }

        var first = BitOperations.TrailingZeroCount(breakers);
        var last = ByteClasses.Width - 1 - BitOperations.LeadingZeroCount(breakers);
        var before = BitOperations.PopCount(words & ((1UL << first) - 1));
        End(text, stretch with { Words = stretch.Words + before }, at + first, ref sink);
        // The shortest phrase fits between two such words of one block; it is the judge who tells them apart.
        if (BitOperations.PopCount(words) >= _minWords)
            _judge.Judge(text, at + first, at + last, ref sink);
        stretch = new Stretch(at + last, BitOperations.PopCount(words >> last));
    }

    /// <summary>
    /// Where words begin that are too short or too long; not those with a digit behind, which number what follows.
    /// </summary>
    private static ulong Breakers(ulong letters, ulong starts, ulong digits)
    {
        var one = starts & ~(letters >> 1);
        var two = starts & (letters >> 1) & ~(letters >> 2);
        var pairs = letters & (letters >> 1);
        var fours = pairs & (pairs >> 2);
        var longer = starts & fours & (fours >> 4) & (letters >> 8);
        return (one & ~(digits >> 1)) | (two & ~(digits >> 2)) | longer;
    }

    private void End(ReadOnlySpan<byte> text, Stretch stretch, int end, ref SecretMatches sink)
    {
        if (stretch.Words >= _minWords)
            _judge.Judge(text, stretch.Start, end, ref sink);
    }

    /// <summary>A part of the text without a word that no phrase has.</summary>
    /// <param name="Start">Where the word begins that ended the one before.</param>
    /// <param name="Words">How many words began in it.</param>
    private readonly record struct Stretch(int Start, int Words);
}
