using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Secrets.Grams;

/// <summary>Four bytes of each format that every match of it has: a text with none of them holds no match.</summary>
/// <remarks>
/// Letter case does not count. Three places of a table tell whether four bytes are among them, which is wrong for one
/// in some thousands that are not. Immutable, thread-safe.
/// </remarks>
internal sealed class FormatGrams
{
    /// <summary>How many bytes a gram has.</summary>
    public const int Length = 4;

    private const int TableBits = 17;

    private readonly ulong[] _table = new ulong[(1 << TableBits) / 64];

    /// <summary>False when some format has no such bytes: then any text may hold a match.</summary>
    public bool AreComplete { get; private set; } = true;

    /// <summary>Collects the grams of formats, and of texts that are looked for as they are.</summary>
    public static FormatGrams Of(IEnumerable<PatternNode> formats, IEnumerable<byte[]> texts)
    {
        var grams = new FormatGrams();
        var reader = new FormatReader();
        foreach (var format in formats)
        {
            foreach (var reading in reader.Read(format))
                grams.Add(reading);
        }

        foreach (var text in texts)
        {
            var reading = FormatReading.Start;
            foreach (var value in text)
                reading = reading.Then(ByteChoice.Of(value));
            grams.Add(reading);
        }

        return grams;
    }

    /// <summary>Puts one more byte behind the last ones of a text.</summary>
    public static uint Append(uint last, byte next) => (last >> 8) | ((uint)(next | ByteChoice.Case) << 24);

    /// <summary>The first four bytes of a text as <see cref="Append"/> puts them together; none behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Start(ReadOnlySpan<byte> text) => text.Length >= Length
        ? BinaryPrimitives.ReadUInt32LittleEndian(text) | (ByteChoice.Case * 0x01010101u) : StartOfShort(text);

    private static uint StartOfShort(ReadOnlySpan<byte> text)
    {
        uint start = 0;
        for (var i = 0; i < text.Length; i++)
            start |= (uint)(text[i] | ByteChoice.Case) << (8 * i);
        return start;
    }

    /// <summary>Whether a match may have these four bytes, put together by <see cref="Append"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(uint gram)
    {
        var places = Places(gram);
        return Has(places >> (64 - TableBits)) && Has(places >> (64 - (2 * TableBits)))
            && Has(places >> (64 - (3 * TableBits)));
    }

    /// <summary>Whether a text has any of them.</summary>
    public bool AreIn(ReadOnlySpan<byte> text)
    {
        const uint AllCases = ByteChoice.Case * 0x01010101u;
        ref var start = ref MemoryMarshal.GetReference(text);
        for (var i = 0; i + Length <= text.Length; i++)
        {
            // What Append makes of four bytes is how they stand in memory.
            var gram = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, i));
            gram = BitConverter.IsLittleEndian ? gram : BinaryPrimitives.ReverseEndianness(gram);
            if (Contains(gram | AllCases))
                return true;
        }

        return false;
    }

    private void Add(FormatReading reading)
    {
        if (reading.Rarest is { } rarest)
            AddAll(rarest, 0);
        else
            AreComplete = false;
    }

    private void AddAll(ReadOnlySpan<ByteChoice> choices, uint start)
    {
        if (choices.IsEmpty)
        {
            var places = Places(start);
            for (var i = 1; i <= 3; i++)
                Set(places >> (64 - (i * TableBits)));
            return;
        }

        foreach (var member in choices[0].Members)
            AddAll(choices[1..], Append(start, member));
    }

    private static ulong Places(uint gram) => gram * 0x9E37_79B9_7F4A_7C15;

    private bool Has(ulong place)
    {
        var bit = (int)place & ((1 << TableBits) - 1);
        return (_table[bit / 64] >> bit & 1) != 0;
    }

    private void Set(ulong place)
    {
        var bit = (int)place & ((1 << TableBits) - 1);
        _table[bit / 64] |= 1UL << bit;
    }
}
