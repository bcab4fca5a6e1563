using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>What of the look of a text decides in which ways it has to be read.</summary>
/// <param name="HasMarkup">An angle bracket opens.</param>
/// <param name="HasWideSpace">White space follows white space.</param>
/// <param name="HasLettersApart">Several letters in a row stand alone.</param>
/// <param name="HasSignsInWords">Several words have a digit or a sign between letters.</param>
internal readonly record struct TextShape(
    bool HasMarkup, bool HasWideSpace, bool HasLettersApart, bool HasSignsInWords)
{
    /// <summary>Blocks overlap, so that what is looked for lies within one of them.</summary>
    private const int Step = 48;

    private const ulong Own = (1UL << Step) - 1;
    private const int FewWords = 2;

    /// <summary>Reads a text in one vectorised pass.</summary>
    internal static TextShape Read(ReadOnlySpan<byte> text)
    {
        var shape = default(Marks);
        var at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += Step)
            shape.Read(LastBlock.LoadAt(text, at, CharacterClasses.Filler));
        if (at < text.Length)
            shape.Read(LastBlock.LoadAt(text, at, CharacterClasses.Filler));
        return new TextShape(shape.Markup != 0, shape.Wide != 0, shape.Apart != 0, shape.Signs >= FewWords);
    }

    private ref struct Marks
    {
        internal ulong Markup;
        internal ulong Wide;
        internal ulong Apart;
        internal int Signs;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Read(Vector512<byte> bytes)
        {
            var letters = LaneMasks.Letters(bytes);
            var white = LaneMasks.InRange(bytes, 0, (byte)' ');
            // Digits, and the signs that stand for letters or near them.
            var signs = LaneMasks.InRange(bytes, (byte)'0', (byte)'9') | LaneMasks.InRange(bytes, (byte)'!', (byte)'$')
                | LaneMasks.Of(bytes, '@') | LaneMasks.Of(bytes, '|');
            Markup |= LaneMasks.Of(bytes, '<');
            Wide |= white & (white >> 1);
            var alone = letters & ~(letters << 1) & ~(letters >> 1);
            // With one sign between, with a sign and blanks, or with a pictogram, which takes four bytes.
            Apart |= Row(alone, 2) | Row(alone, 3) | Row(alone, 4) | Row(alone, 5);
            var between = signs & (letters << 1) & ((letters >> 1) | ((signs >> 1) & (letters >> 2)));
            Signs += BitOperations.PopCount(between & Own);
        }

        private static ulong Row(ulong alone, int distance) =>
            alone & (alone >> distance) & (alone >> (2 * distance)) & (alone >> (3 * distance));
    }
}
