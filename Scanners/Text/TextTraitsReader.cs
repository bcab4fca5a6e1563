using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text;

/// <summary>Reads all traits of a text in one vectorised pass: what plain text pays for every pass and
/// decoder.</summary>
internal static class TextTraitsReader
{
    /// <summary>The shortest run of base64 characters that is looked at.</summary>
    internal const int RunLength = 16;

    // Blocks overlap so that each run of sixteen lies in one of them whole.
    private const int Step = CharacterClasses.BlockLength - RunLength;

    /// <summary>The traits of a text.</summary>
    internal static TextTraits Read(ReadOnlySpan<byte> text)
    {
        Vector128<byte> marks = default;
        ulong runs = 0;
        ulong pairs = 0;
        int at = 0;
        while (at + CharacterClasses.BlockLength <= text.Length)
        {
            ReadBlock(text[at..], ref marks, ref runs, ref pairs);
            at += Step;
        }

        if (at < text.Length)
        {
            Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
            last.Fill(CharacterClasses.Filler);
            text[at..].CopyTo(last);
            ReadBlock(last, ref marks, ref runs, ref pairs);
        }

        return CharacterClasses.Traits(marks)
            | (runs != 0 ? TextTraits.LongRun : TextTraits.None)
            | (pairs != 0 ? TextTraits.HexPairs : TextTraits.None);
    }

    private static void ReadBlock(
        ReadOnlySpan<byte> block, ref Vector128<byte> marks, ref ulong runs, ref ulong pairs)
    {
        ref byte first = ref MemoryMarshal.GetReference(block);
        CharacterClasses.Classify(ref first, ref marks, out ulong base64, out ulong hex, out ulong separators);
        runs |= CharacterClasses.RunsOfSixteen(base64);

        // Two digits and a separator, four times in a row.
        ulong pair = hex & (hex >> 1) & (separators >> 2);
        pair &= pair >> 3;
        pairs |= pair & (pair >> 6);
    }
}
