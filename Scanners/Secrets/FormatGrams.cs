using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Secrets;

/// <summary>Four bytes of each format that every match of it has: a text with none of them holds no match.</summary>
/// <remarks>
/// Letter case does not count. Three places of a table tell whether four bytes are among them, which is wrong for one
/// in some thousands that are not. Immutable, thread-safe.
/// </remarks>
internal sealed class FormatGrams
{
    /// <summary>How many bytes a gram has.</summary>
    public const int Length = 4;

    /// <summary>What needs more of them is too vague.</summary>
    private const int MaxGrams = 8192;

    private const int TableBits = 17;
    private const byte Case = 0x20;

    private readonly ulong[] _table = new ulong[(1 << TableBits) / 64];

    /// <summary>False when some format has no such bytes: then any text may hold a match.</summary>
    public bool AreComplete { get; private set; } = true;

    /// <summary>Collects the grams of formats, and of texts that are looked for as they are.</summary>
    public static FormatGrams Of(IEnumerable<PatternNode> formats, IEnumerable<byte[]> texts)
    {
        var grams = new FormatGrams();
        foreach (var format in formats)
        {
            foreach (var way in PatternRows.Of(format))
                grams.AddRarest([.. way.Select(Members)]);
        }

        foreach (var text in texts)
            grams.AddRarest([.. text.Select(static value => new[] { (byte)(value | Case) })]);
        return grams;
    }

    /// <summary>Puts one more byte behind the last ones of a text.</summary>
    public static uint Append(uint last, byte next) => (last >> 8) | ((uint)(next | Case) << 24);

    /// <summary>Whether a match may have these four bytes, put together by <see cref="Append"/>.</summary>
    public bool Contains(uint gram)
    {
        ulong places = Places(gram);
        return Has(places >> (64 - TableBits)) && Has(places >> (64 - (2 * TableBits)))
            && Has(places >> (64 - (3 * TableBits)));
    }

    /// <summary>Whether a text has any of them.</summary>
    public bool AreIn(ReadOnlySpan<byte> text)
    {
        const uint AllCases = Case * 0x01010101u;
        ref byte start = ref MemoryMarshal.GetReference(text);
        for (int i = 0; i + Length <= text.Length; i++)
        {
            // What Append makes of four bytes is how they stand in memory.
            uint gram = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, i));
            gram = BitConverter.IsLittleEndian ? gram : BinaryPrimitives.ReverseEndianness(gram);
            if (Contains(gram | AllCases))
                return true;
        }

        return false;
    }

    private static byte[]? Members(RuneSet? set) => set is null
        ? null : [.. Enumerable.Range(0, 128).Where(value => set.ContainsByte((byte)value))
            .Select(static value => (byte)(value | Case)).Distinct()];

    // As few as can be, and of these the ones that words have least.
    private void AddRarest(ImmutableArray<byte[]?> row)
    {
        int best = -1;
        (long Count, long Frequency) least = (MaxGrams, long.MaxValue);
        for (int at = 0; at + Length <= row.Length; at++)
        {
            ReadOnlySpan<byte[]?> window = row.AsSpan(at, Length);
            if (window.Contains(null))
                continue;
            var cost = (Product(window, static _ => 1), Product(window, Frequency));
            if (cost.CompareTo(least) < 0)
                (best, least) = (at, cost);
        }

        if (best < 0)
            AreComplete = false;
        else
            AddAll(row.AsSpan(best, Length)!, 0);
    }

    private static long Product(ReadOnlySpan<byte[]?> window, Func<byte, int> weigh)
    {
        long product = 1;
        foreach (byte[]? members in window)
            product *= members!.Sum(weigh);
        return product;
    }

    // About how often it stands in words, numbers and digests, for which no format shall be taken.
    private static int Frequency(byte character) => character switch
    {
        (byte)'e' or (byte)'t' or (byte)'a' or (byte)'o' or (byte)'i' or (byte)'n' or (byte)'s' or (byte)'r' => 16,
        (byte)'k' or (byte)'v' or (byte)'j' or (byte)'q' or (byte)'x' or (byte)'z' => 4,
        >= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'z' => 8,
        _ => 2,
    };

    private void AddAll(ReadOnlySpan<byte[]> members, uint start)
    {
        if (members.IsEmpty)
        {
            ulong places = Places(start);
            for (int i = 1; i <= 3; i++)
                Set(places >> (64 - (i * TableBits)));
            return;
        }

        foreach (byte member in members[0])
            AddAll(members[1..], Append(start, member));
    }

    private static ulong Places(uint gram) => gram * 0x9E37_79B9_7F4A_7C15;

    private bool Has(ulong place)
    {
        int bit = (int)place & ((1 << TableBits) - 1);
        return (_table[bit / 64] >> bit & 1) != 0;
    }

    private void Set(ulong place)
    {
        int bit = (int)place & ((1 << TableBits) - 1);
        _table[bit / 64] |= 1UL << bit;
    }
}
