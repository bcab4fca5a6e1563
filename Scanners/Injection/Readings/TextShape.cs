using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>What of the look of a text decides in which ways it has to be read.</summary>
/// <param name="HasMarkup">An angle bracket opens.</param>
/// <param name="HasWideSpace">White space follows white space.</param>
/// <param name="HasLettersApart">Several letters in a row stand alone.</param>
/// <param name="HasSignsInWords">Several words have a digit or a sign between letters.</param>
internal readonly record struct TextShape(
    bool HasMarkup, bool HasWideSpace, bool HasLettersApart, bool HasSignsInWords)
{
    private const int BlockLength = 64;

    /// <summary>Blocks overlap, so that what is looked for lies within one of them.</summary>
    private const int Step = 48;

    private const ulong Own = (1UL << Step) - 1;
    private const byte Filler = (byte)'~';
    private const int FewWords = 2;

    /// <summary>Reads a text in one vectorised pass.</summary>
    [SkipLocalsInit]
    internal static TextShape Read(ReadOnlySpan<byte> text)
    {
        var shape = default(Marks);
        ref byte start = ref MemoryMarshal.GetReference(text);
        int at = 0;
        for (; at + BlockLength <= text.Length; at += Step)
            shape.Read(ref Unsafe.Add(ref start, at));
        if (at < text.Length)
        {
            Span<byte> last = stackalloc byte[BlockLength];
            last.Fill(Filler);
            text[at..].CopyTo(last);
            shape.Read(ref MemoryMarshal.GetReference(last));
        }

        return new TextShape(shape.Markup != 0, shape.Wide != 0, shape.Apart != 0, shape.Signs >= FewWords);
    }

    private ref struct Marks
    {
        internal ulong Markup;
        internal ulong Wide;
        internal ulong Apart;
        internal int Signs;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Read(ref byte block)
        {
            Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
            ulong letters = Within(bytes | Vector512.Create((byte)0x20), (byte)'a', 25);
            ulong white = Vector512.LessThanOrEqual(bytes, Vector512.Create((byte)' ')).ExtractMostSignificantBits();
            // Digits, and the signs that stand for letters or near them.
            ulong signs = Within(bytes, (byte)'0', 9) | Within(bytes, (byte)'!', 3) | Is(bytes, '@') | Is(bytes, '|');
            Markup |= Is(bytes, '<');
            Wide |= white & (white >> 1);
            ulong alone = letters & ~(letters << 1) & ~(letters >> 1);
            Apart |= Row(alone, 2) | Row(alone, 3) | Row(alone, 4);
            ulong between = signs & (letters << 1) & ((letters >> 1) | ((signs >> 1) & (letters >> 2)));
            Signs += BitOperations.PopCount(between & Own);
        }

        private static ulong Row(ulong alone, int distance) =>
            alone & (alone >> distance) & (alone >> (2 * distance)) & (alone >> (3 * distance));

        private static ulong Is(Vector512<byte> bytes, char sign) =>
            Vector512.Equals(bytes, Vector512.Create((byte)sign)).ExtractMostSignificantBits();

        private static ulong Within(Vector512<byte> bytes, byte first, byte further) =>
            Vector512.LessThanOrEqual(bytes - Vector512.Create(first), Vector512.Create(further))
                .ExtractMostSignificantBits();
    }
}
