using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Secrets.Shapes;

namespace Pipelock.Scanners.Wallets;

/// <summary>Finds wallet seed phrases. Immutable and thread-safe; a clean scan allocates nothing.</summary>
/// <remarks>
/// The words of BIP-39 have three to eight letters, and prose hardly goes on for twelve words without a shorter or a
/// longer one. So bit masks of sixty-four bytes at a time (a) mark the others, (b) count such words since the last of
/// those; only twelve and more in a row are (c) looked up in the word list.
/// </remarks>
internal sealed class SeedPhraseFinder(int rule, SeedPhraseSettings settings)
{
    private const int LookAhead = WordList.MaxLength + 1;
    private const int Stride = ByteClasses.Width - LookAhead;
    private const ulong Starts = ulong.MaxValue >> LookAhead;

    private const int CommonWord = 4;

    private readonly PhraseJudge _judge = new(rule, settings);
    private readonly int _minWords = settings.MinWords;

    // Three letters and a separator are the shortest word.
    private readonly int _minBytes = (settings.MinWords * (WordList.MinLength + 1)) - 1;

    /// <summary>The fewest words of a phrase.</summary>
    public int MinWords => _minWords;

    /// <summary>Adds every phrase found in <paramref name="text"/>.</summary>
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        if (text.Length < _minBytes)
            return;
        var stretch = new Stretch();
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at + ByteClasses.Width <= text.Length; at += Stride)
        {
            var bytes = new ByteClasses(ref Unsafe.Add(ref start, at));
            var words = stretch.Read(bytes);
            if (stretch.Ends(words, at, _minBytes))
            {
                Judge(text, at, stretch.Start, stretch.Words, words, ref sink);
                if (sink.IsSatisfied)
                    return;
            }

            stretch.Follow(words, at);
        }

        // What is left may hold the beginnings of two blocks.
        for (; at < text.Length; at += Stride)
        {
            var words = stretch.Read(new ByteClasses(text[at..]));
            if (stretch.Ends(words, at, _minBytes))
                Judge(text, at, stretch.Start, stretch.Words, words, ref sink);
            stretch.Follow(words, at);
        }

        if (!sink.IsSatisfied && stretch.Words >= _minWords)
            JudgeSentence(text, stretch.Start, text.Length, ref sink);
    }

    // What ends with the first of the words that no phrase has, and what stands between that and the last of the block.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge(
        ReadOnlySpan<byte> text, int at, int start, int before, BlockWords words, ref SecretMatches sink)
    {
        var first = BitOperations.TrailingZeroCount(words.Breakers);
        var last = BitOperations.Log2(words.Breakers);
        if (before + BitOperations.PopCount(words.Fitting & ((1UL << first) - 1)) >= _minWords)
            JudgeSentence(text, start, at + first, ref sink);
        if (BitOperations.PopCount(words.Fitting) >= _minWords)
            JudgeSentence(text, at + first, at + last, ref sink);
    }

    // The commonest words of sentences are not in the word list, and to look for them costs less than to look up all.
    private void JudgeSentence(ReadOnlySpan<byte> text, int start, int end, ref SecretMatches sink)
    {
        while (start < end)
        {
            ReadOnlySpan<byte> rest = text[start..end];
            var the = rest.IndexOf(" the "u8);
            var and = (the < 0 ? rest : rest[..the]).IndexOf(" and "u8);
            var length = and >= 0 ? and : the >= 0 ? the : rest.Length;
            if (length >= _minBytes && MayHoldWords(text, start, length)
                && PhraseSample.MayHoldPhrase(text, start, start + length, _minWords))
                _judge.Judge(text, start, start + length, ref sink);
            start += length + CommonWord;
        }
    }

    private bool MayHoldWords(ReadOnlySpan<byte> text, int start, int length)
    {
        if (length > ByteClasses.Width || start + ByteClasses.Width > text.Length)
            return true;
        var letters = new ByteClasses(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start)).Letters;
        letters &= ulong.MaxValue >> (ByteClasses.Width - length);
        return BitOperations.PopCount(letters & ~(letters << 1)) >= _minWords;
    }

    /// <summary>Where words begin in a block: those of a phrase's lengths, and those that are shorter or
    /// longer.</summary>
    private readonly record struct BlockWords(ulong Fitting, ulong Breakers);

    /// <summary>A part of the text without a word that no phrase has.</summary>
    /// <remarks>Passed on by its parts, so that the loop keeps it in registers.</remarks>
    private struct Stretch
    {
        private ulong _before; // the lowest bit: the block before ends within a word

        /// <summary>Where the word begins that ended the one before.</summary>
        public int Start { get; private set; }

        /// <summary>How many words of a phrase's lengths began in it, in the blocks before.</summary>
        public int Words { get; private set; }

        /// <summary>Reads a block.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public BlockWords Read(scoped in ByteClasses bytes)
        {
            var letters = bytes.Letters;
            var starts = letters & ~((letters << 1) | _before) & Starts;
            _before = letters >> (Stride - 1) & 1;
            // Words with a digit behind number what follows; they break nothing, nor do they count.
            var inside = letters | bytes.Digits;
            var second = letters >> 1;
            var one = starts & ~(inside >> 1);
            var two = starts & second & ~(inside >> 2);
            var pairs = letters & second;
            var fours = pairs & (pairs >> 2);
            var longer = starts & fours & (fours >> 4) & (letters >> 8);
            return new BlockWords(starts & second & (letters >> 2) & ~longer, one | two | longer);
        }

        /// <summary>True when a stretch ends in a block that is long enough to hold a phrase.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool Ends(BlockWords words, int at, int minBytes) =>
            words.Breakers != 0 && (at + BitOperations.TrailingZeroCount(words.Breakers) - Start >= minBytes
                || BitOperations.Log2(words.Breakers) >= minBytes);

        /// <summary>Goes on behind the last word of the block that no phrase has.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Follow(BlockWords words, int at)
        {
            var last = BitOperations.Log2(words.Breakers | 1);
            Start = words.Breakers == 0 ? Start : at + last;
            Words = words.Breakers == 0
                ? Words + BitOperations.PopCount(words.Fitting) : BitOperations.PopCount(words.Fitting >> last);
        }
    }
}
