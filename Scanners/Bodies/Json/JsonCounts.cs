using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Bodies.Json;

/// <summary>Tells whether the strings of JSON have what a match must have that goes over their borders.</summary>
/// <remarks>
/// Digits and capitals make a text random. Those of timestamps do not count, nor capitals that begin a word or a hump
/// of one: what is left in the strings of many bodies is too little, whatever its order.
/// </remarks>
internal static class JsonCounts
{
    private const byte WideForms = 0xEF;
    private const byte MathForms = 0xF0;
    private const int MinDigits = 3;
    private const int MinCapitals = 2;

    /// <summary>True as soon as there is enough.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool Suffice(ReadOnlySpan<byte> body)
    {
        var counts = new Counts();
        for (var at = 0; at < body.Length; at += StringMasks.Step)
        {
            if (counts.SufficeWith(LastBlock.LoadAt(body, at, (byte)' ')))
            {
                return true;
            }
        }

        return false;
    }

    private struct Counts
    {
        private StringMasks _masks;
        private int _digits;
        private int _capitals;
        private ulong _word;  // the lowest bit: the byte before is a letter or digit
        private ulong _times; // what goes on of a timestamp

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool SufficeWith(Vector512<byte> bytes)
        {
            _masks.Read(bytes);
            var digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
            var capitals = LaneMasks.InRange(bytes, (byte)'A', (byte)'Z');
            var small = LaneMasks.InRange(bytes, (byte)'a', (byte)'z');
            var words = digits | capitals | small;
            var begins = ~((words << 1) | _word);
            _word = words >> (StringMasks.Step - 1) & 1;
            var times = _times;
            if (BitOperations.PopCount(digits) >= LaneMasks.DateDigits)
                times |= LaneMasks.Timestamps(bytes, digits);
            _times = times >> StringMasks.Step;
            var counted = _masks.Strings & ~times & StringMasks.Judged;
            _digits += BitOperations.PopCount(digits & counted);
            // A hump goes on with two small letters, a short word with one and no mark behind it.
            var plain = (small >> 1) & ((small >> 2) | (begins & ~((digits | capitals) >> 2)));
            _capitals += BitOperations.PopCount(capitals & ~plain & counted);
            // What begins with these two bytes may be a letter or digit of ASCII in another form.
            var wide = LaneMasks.InRange(bytes, WideForms, MathForms) & counted;
            return (_masks.Astray | wide) != 0
                || _digits >= MinDigits || _capitals >= MinCapitals || (_digits > 0 && _capitals > 0);
        }
    }
}
