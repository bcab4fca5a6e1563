using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Bodies;

/// <summary>Tells by bit masks what nearly all strings of JSON are: words, numbers, points in time and UUIDs.</summary>
/// <remarks>
/// What is plain here has nothing that <see cref="Randomness.CountAsPiece"/> would count, but for times and UUIDs, which
/// are no piece of a secret either. What is not may be plain all the same: it is looked at more closely.
/// </remarks>
internal static class PlainStrings
{
    private const int Block = CharacterClasses.BlockLength;

    private static readonly RunAlphabet Vowels = new("aeiouyAEIOUY"u8);

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
            int cut = text[..Block].LastIndexOf((byte)' ') + 1;
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

        Span<byte> block = stackalloc byte[Block];
        block.Clear();
        text.CopyTo(block);
        return IsPlain(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(block)), text.Length);
    }

    private static bool IsPlain(Vector512<byte> bytes, int length)
    {
        ulong all = length == Block ? ulong.MaxValue : (1UL << length) - 1;
        ulong digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9') & all;
        ulong letters = LaneMasks.Letters(bytes) & all;
        ulong small = LaneMasks.InRange(bytes, (byte)'a', (byte)'z') & all;
        ulong unusual = ~LaneMasks.InRange(bytes, (byte)' ', (byte)'~') & all;
        ulong times = digits == 0 ? 0 : LaneMasks.Timestamps(bytes, digits);
        digits &= ~times;
        letters &= ~times;
        ulong capitals = letters & ~small;

        // A number stands by itself; a capital begins a word that goes on in small letters.
        ulong mixed = (digits & ((letters << 1) | (letters >> 1)))
            | (capitals & ((letters << 1) | ~(small >> 1)));
        return (unusual | mixed) == 0 && AreWords(letters, Vowels.Mask(bytes) & letters);
    }

    // At most four consonants in a row, and three vowels only in words of three letters; neither seven letters with one
    // vowel nor sixteen of any kind: stricter than WordShape, which knows longer ones.
    private static bool AreWords(ulong letters, ulong vowels)
    {
        ulong consonants = letters & ~vowels;
        ulong two = consonants & (consonants >> 1);
        ulong three = two & (consonants >> 2);
        ulong four = two & (two >> 2);
        ulong five = four & (consonants >> 4);
        ulong lone = (two & (vowels >> 2) & (four >> 3)) | (three & (vowels >> 3) & (three >> 4))
            | (four & (vowels >> 4) & (two >> 5));
        ulong rows = vowels & (vowels >> 1) & (vowels >> 2);
        ulong alone = ~(letters << 1) & ~(letters >> 3);
        return (five | lone | (rows & ~alone) | CharacterClasses.RunsOfSixteen(letters)) == 0;
    }
}
