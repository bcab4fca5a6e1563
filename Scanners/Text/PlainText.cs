using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text;

/// <summary>Tells by bit masks what nearly all strings of JSON are: words, numbers, points in time and UUIDs.</summary>
/// <remarks>
/// What is plain here has nothing that <see cref="Randomness.CountAsPiece"/> would count, but for times and UUIDs,
/// which are no piece of a secret either. What is not may be plain all the same: it is looked at more closely.
/// </remarks>
internal static class PlainText
{
    private const int Block = CharacterClasses.BlockLength;

    private static readonly RunAlphabet s_vowels = new("aeiouyAEIOUY"u8);

    /// <summary>True when a string holds nothing that looks random.</summary>
    /// <param name="text">The string.</param>
    /// <param name="readable">How many bytes may be read from its start on: it stands in something longer.</param>
    internal static bool IsPlain(ReadOnlySpan<byte> text, int readable)
    {
        if (text.Length == KnownIdentifiers.UuidLength && KnownIdentifiers.MatchUuid(text) > 0)
        {
            return true;
        }

        while (text.Length > Block)
        {
            // A word that is cut is looked at as a whole.
            var cut = text[..Block].LastIndexOf((byte)' ') + 1;
            if (cut == 0 || !IsPlain(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text)), cut))
            {
                return false;
            }

            text = text[cut..];
            readable -= cut;
        }

        if (readable >= Block)
        {
            return IsPlain(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text)), text.Length);
        }

        return IsPlain(LastBlock.Load(text, 0), text.Length);
    }

    /// <summary>The same for what was perhaps cut into pieces, which are shorter than words.</summary>
    internal static bool IsPlainInLongWords(ReadOnlySpan<byte> text) =>
        IsPlain(text, text.Length) && HasLongWords(text);

    private static bool HasLongWords(ReadOnlySpan<byte> text)
    {
        var words = 0;
        var written = 0;
        ulong before = 0; // the lowest bit: the block before ends within a word
        for (; !text.IsEmpty; text = text[Math.Min(text.Length, Block)..])
        {
            var bytes = LastBlock.Load(text, 0);
            var inside = LaneMasks.Letters(bytes) | LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
            words += BitOperations.PopCount(inside & ~((inside << 1) | before));
            written += BitOperations.PopCount(inside);
            before = inside >> (Block - 1);
        }

        return words * 5 <= written * 2;
    }

    /// <summary>Where something stands in the first block of a text that is not plain: somewhere in its
    /// word.</summary>
    internal static ulong Odd(ReadOnlySpan<byte> text) =>
        Odd(LastBlock.Load(text, 0), text.Length >= Block ? ulong.MaxValue : (1UL << text.Length) - 1);

    private static bool IsPlain(Vector512<byte> bytes, int length) =>
        Odd(bytes, length == Block ? ulong.MaxValue : (1UL << length) - 1) == 0;

    private static ulong Odd(Vector512<byte> bytes, ulong all)
    {
        var digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9') & all;
        var letters = LaneMasks.Letters(bytes) & all;
        var small = LaneMasks.InRange(bytes, (byte)'a', (byte)'z') & all;
        var unusual = ~LaneMasks.InRange(bytes, (byte)' ', (byte)'~') & all;
        var times = BitOperations.PopCount(digits) >= LaneMasks.DateDigits ? LaneMasks.Timestamps(bytes, digits) : 0;
        digits &= ~times;
        letters &= ~times;
        return unusual | Mixed(digits, letters, small, 0)
            | Unspeakable(letters, small, VowelsOf(bytes, letters), 0);
    }

    /// <summary>Where a digit stands beside a letter, or a capital where no word and no hump of one begins.</summary>
    /// <remarks>The second of two humps may be as short as two letters.</remarks>
    /// <param name="digits">Digits that count.</param>
    /// <param name="letters">Letters that count.</param>
    /// <param name="small">The small letters.</param>
    /// <param name="before">The lowest bit: a letter stands before the block.</param>
    internal static ulong Mixed(ulong digits, ulong letters, ulong small, ulong before)
    {
        var behind = (letters << 1) | before;
        var begins = (small >> 1) & (~behind | (((small << 1) | before) & (small >> 2)));
        begins |= ~(behind | ((letters | digits) >> 1)) & (small >> 2); // I am
        // A sum carries each first letter to the end of its small ones: userId.
        var second = (small + (small & ~behind)) & ~small;
        begins |= second & (small >> 1) & ~((letters | digits) >> 2);
        return (digits & (behind | (letters >> 1))) | (letters & ~small & ~begins);
    }

    /// <summary>The vowels among some letters.</summary>
    internal static ulong VowelsOf(Vector512<byte> bytes, ulong letters) => s_vowels.Mask(bytes) & letters;

    /// <summary>Where letters stand that are no words: stricter than <see cref="WordShape"/>.</summary>
    /// <remarks>
    /// At most four consonants in a row but for words of five, and three vowels only in words of three letters; neither
    /// seven letters with one vowel nor sixteen small ones.
    /// </remarks>
    /// <param name="letters">Letters that count.</param>
    /// <param name="small">The small letters.</param>
    /// <param name="vowels">The vowels among the letters.</param>
    /// <param name="before">The lowest bit: a letter stands before the block.</param>
    internal static ulong Unspeakable(ulong letters, ulong small, ulong vowels, ulong before)
    {
        var behind = (letters << 1) | before;
        var consonants = letters & ~vowels;
        var two = consonants & (consonants >> 1);
        var three = two & (consonants >> 2);
        var four = two & (two >> 2);
        var five = four & (consonants >> 4) & (behind | (letters >> 5)); // https
        var lone = (two & (vowels >> 2) & (four >> 3)) | (three & (vowels >> 3) & (three >> 4))
            | (four & (vowels >> 4) & (two >> 5));
        var rows = vowels & (vowels >> 1) & (vowels >> 2);
        var alone = ~behind & ~(letters >> 3);
        return five | lone | (rows & ~alone) | CharacterClasses.RunsOfSixteen(small);
    }
}
