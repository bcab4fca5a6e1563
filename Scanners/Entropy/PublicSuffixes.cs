using System.Text;

namespace Pipelock.Scanners.Entropy;

/// <summary>The public suffix list as a hash table: a question costs one look-up per label and no allocation.</summary>
/// <remarks>
/// Names are hashed from their last byte to their first, so that one pass over a host visits all its suffixes. Only
/// 62 bits of each rule's hash are kept: with ten thousand rules a wrong answer has odds of one in 10^14 per label.
/// </remarks>
internal static class PublicSuffixes
{
    private const string Resource = "Pipelock.Scanners.Entropy.Data.public-suffixes.txt";

    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong KindMask = 3;

    /// <summary>Three slots for every rule: names that are none are told at the first or second.</summary>
    private const int SlotBits = 15;

    /// <summary>A rule as written: its own name is a suffix.</summary>
    private const ulong Plain = 1;

    /// <summary>A rule <c>*.name</c>: every name one label longer is a suffix.</summary>
    private const ulong Wildcard = 2;

    /// <summary>A rule <c>!name</c>: the wildcard does not hold for this name.</summary>
    private const ulong Exception = 3;

    private static readonly ulong[] s_table = Load();

    /// <summary>The length in bytes of the public suffix of a host in ASCII, without a trailing dot.</summary>
    public static int Measure(ReadOnlySpan<byte> host)
    {
        var hash = OffsetBasis;
        var longest = 0;
        var underWildcard = false;
        for (var i = host.Length - 1; i >= -1; i--)
        {
            if (i >= 0 && host[i] != '.')
            {
                hash = Mix(hash, host[i]);
                continue;
            }

            var length = host.Length - i - 1;
            var kinds = Kinds(hash);
            if ((kinds & (1 << (int)Exception)) != 0)
                return host[(i + 1)..].Length - host[(i + 1)..].IndexOf((byte)'.') - 1;
            if (longest == 0 || underWildcard || (kinds & (1 << (int)Plain)) != 0)
                longest = length; // the first label counts by itself: the rule of last resort is *

            underWildcard = (kinds & (1 << (int)Wildcard)) != 0;
            if (i >= 0)
                hash = Mix(hash, (byte)'.');
        }

        return longest;
    }

    private static ulong Mix(ulong hash,
        byte c) => (hash ^ (c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c)) * Prime;

    // One bit for every kind of rule there is for a name.
    private static uint Kinds(ulong hash)
    {
        uint kinds = 0;
        for (var slot = Slot(hash); s_table[slot] != 0; slot = (slot + 1) & (ulong)(s_table.Length - 1))
        {
            if (((s_table[slot] ^ hash) & ~KindMask) == 0)
                kinds |= 1u << (int)(s_table[slot] & KindMask);
        }

        return kinds;
    }

    // FNV mixes towards the high bits.
    private static ulong Slot(ulong hash) => hash >> (64 - SlotBits);

    private static ulong[] Load()
    {
        var table = new ulong[1 << SlotBits];
        using var stream = typeof(PublicSuffixes).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded");
        using StreamReader reader = new(stream, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;

            ReadOnlySpan<char> name = line;
            var kind = name[0] switch { '!' => Exception, '*' => Wildcard, _ => Plain };
            name = kind switch { Exception => name[1..], Wildcard => name[2..], _ => name };
            var hash = OffsetBasis;
            for (var i = name.Length - 1; i >= 0; i--)
                hash = Mix(hash, (byte)name[i]);

            var slot = Slot(hash);
            while (table[slot] != 0)
                slot = (slot + 1) & (ulong)(table.Length - 1);
            table[slot] = (hash & ~KindMask) | kind;
        }

        return table;
    }
}
