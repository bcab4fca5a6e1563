using System.Numerics;
using System.Runtime.CompilerServices;
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
    private const int CommonStride = ByteClasses.Width - CommonWord;
    private const ulong CommonStarts = ulong.MaxValue >> CommonWord;

    private readonly PhraseJudge _judge = new(rule, settings);
    private readonly int _minWords = settings.MinWords;

    // Three letters and a separator are the shortest word.
    private readonly int _minBytes = (settings.MinWords * (WordList.MinLength + 1)) - 1;

    /// <summary>The fewest words of a phrase.</summary>
    public int MinWords => _minWords;

    /// <summary>Adds every phrase found in <paramref name="text"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        if (text.Length < _minBytes)
            return;
        var stretch = new Stretch();
        for (var at = 0; at < text.Length; at += Stride)
        {
            if (stretch.Takes(new ByteClasses(text, at), _minWords))
            {
                Judge(text, at, stretch, ref sink);
                if (sink.IsSatisfied)
                    return;
            }

            stretch.Follow(at);
        }

        if (!sink.IsSatisfied && stretch.Words >= _minWords)
            JudgeSentence(text, stretch.Start, text.Length, ref sink);
    }

    // What ends with the first of the words that no phrase has, and what stands between that and the last of the block.
    // The stretch is copied: one that is passed on would be kept in memory by the loop.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge(ReadOnlySpan<byte> text, int at, Stretch stretch, ref SecretMatches sink)
    {
        var first = BitOperations.TrailingZeroCount(stretch.Breakers);
        var last = BitOperations.Log2(stretch.Breakers);
        if (stretch.WordsBefore >= _minWords)
            JudgeSentence(text, stretch.Start, at + first, ref sink);
        if (BitOperations.PopCount(stretch.InBlock) >= _minWords)
            JudgeSentence(text, at + first, at + last, ref sink);
    }

    // The commonest words of sentences are not in the word list: only where enough others stand between two of them is
    // any looked up.
    private void JudgeSentence(ReadOnlySpan<byte> text, int start, int end, ref SecretMatches sink)
    {
        if (!text[start..end].Contains((byte)' '))
        {
            JudgeWords(text, start, end, _minWords, ref sink); // as many as were counted already
            return;
        }

        var words = 0;
        var inWord = 0UL;
        for (var at = start; at < end; at += CommonStride)
        {
            var bytes = new ByteClasses(text, at);
            var letters = bytes.Letters;
            var starts = letters & ~((letters << 1) | inWord) & CommonStarts;
            inWord = letters >> (CommonStride - 1) & 1;
            if (end - at < CommonStride)
                starts &= (1UL << (end - at)) - 1;
            for (var common = CommonWords(bytes); common != 0; common &= common - 1)
            {
                var place = BitOperations.TrailingZeroCount(common);
                if (at + place + CommonWord >= end)
                    break;
                words += BitOperations.PopCount(starts & ((1UL << place) - 1));
                JudgeWords(text, start, at + place, words, ref sink);
                start = at + place + CommonWord;
                starts &= ulong.MaxValue << (place + CommonWord);
                words = 0;
            }

            words += BitOperations.PopCount(starts);
        }

        JudgeWords(text, start, end, words, ref sink);
    }

    // " the " and " and ", by the blank before them.
    private static ulong CommonWords(in ByteClasses bytes)
    {
        var blanks = bytes.Of(' ');
        var framed = blanks & (blanks >> CommonWord);
        return framed == 0 ? 0 : framed
            & (((bytes.Of('t') >> 1) & (bytes.Of('h') >> 2) & (bytes.Of('e') >> 3))
                | ((bytes.Of('a') >> 1) & (bytes.Of('n') >> 2) & (bytes.Of('d') >> 3)));
    }

    private void JudgeWords(ReadOnlySpan<byte> text, int start, int end, int words, ref SecretMatches sink)
    {
        if (words >= _minWords && end - start >= _minBytes
            && PhraseSample.MayHoldPhrase(text, start, end, _minWords))
            _judge.Judge(text, start, end, ref sink);
    }

    /// <summary>A part of the text without a word that no phrase has.</summary>
    private struct Stretch
    {
        private ulong _inWord; // the lowest bit: the byte before is a letter

        /// <summary>Where the word begins that ended the one before.</summary>
        public int Start { get; private set; }

        /// <summary>How many words of a phrase's lengths began in it, in the blocks before.</summary>
        public int Words { get; private set; }

        /// <summary>Where such words begin in the block.</summary>
        public ulong InBlock { get; private set; }

        /// <summary>Where words begin that are too short or too long.</summary>
        public ulong Breakers { get; private set; }

        /// <summary>How many such words stand in it before the first word of the block that ends it.</summary>
        public readonly int WordsBefore
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Words + BitOperations.PopCount(InBlock & (Breakers ^ (Breakers - 1)));
        }

        /// <summary>Reads a block; true when a stretch ends in it that is long enough to hold a phrase.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Takes(scoped in ByteClasses bytes, int minWords)
        {
            var letters = bytes.Letters;
            var starts = letters & ~((letters << 1) | _inWord) & Starts;
            _inWord = letters >> (Stride - 1) & 1;
            // Words with a digit behind number what follows; they break nothing, nor do they count.
            var digits = bytes.Digits;
            var second = letters >> 1;
            var one = starts & ~second & ~(digits >> 1);
            var two = starts & second & ~(letters >> 2) & ~(digits >> 2);
            var pairs = letters & second;
            var fours = pairs & (pairs >> 2);
            var longer = starts & fours & (fours >> 4) & (letters >> 8);
            Breakers = one | two | longer;
            InBlock = starts & second & (letters >> 2) & ~longer;
            return Breakers != 0
                && (WordsBefore >= minWords || BitOperations.PopCount(InBlock) >= minWords);
        }

        /// <summary>Goes on behind the last word of the block that no phrase has.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Follow(int at)
        {
            var last = BitOperations.Log2(Breakers | 1);
            Start = Breakers == 0 ? Start : at + last;
            Words = Breakers == 0
                ? Words + BitOperations.PopCount(InBlock) : BitOperations.PopCount(InBlock >> last);
        }
    }
}
