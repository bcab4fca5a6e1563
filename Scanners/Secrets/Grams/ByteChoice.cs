using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Secrets.Grams;

/// <summary>What one byte of a format may be, in whichever case. Immutable.</summary>
internal sealed class ByteChoice
{
    /// <summary>What tells small letters from capitals.</summary>
    public const byte Case = 0x20;

    private ByteChoice(byte[] members)
    {
        Members = members;
        foreach (var member in members)
            Frequency += FrequencyOf(member);
    }

    /// <summary>The bytes, letters as small ones.</summary>
    public byte[] Members { get; }

    /// <summary>How often they stand in words, numbers and digests, all together.</summary>
    public long Frequency { get; }

    /// <summary>One byte alone.</summary>
    public static ByteChoice Of(byte value) => new([(byte)(value | Case)]);

    /// <summary>The characters of a set, which are of ASCII.</summary>
    public static ByteChoice Of(RuneSet set)
    {
        UInt128 members = 0;
        foreach (var (first, last) in set.Ranges)
        {
            for (var value = first; value <= last; value++)
                members |= UInt128.One << (value | Case);
        }

        var bytes = new byte[(int)UInt128.PopCount(members)];
        for (var i = 0; i < bytes.Length; i++, members &= members - 1)
            bytes[i] = (byte)UInt128.TrailingZeroCount(members);
        return new ByteChoice(bytes);
    }

    private static int FrequencyOf(byte character) => character switch
    {
        (byte)'e' or (byte)'t' or (byte)'a' or (byte)'o' or (byte)'i' or (byte)'n' or (byte)'s' or (byte)'r' => 16,
        (byte)'k' or (byte)'v' or (byte)'j' or (byte)'q' or (byte)'x' or (byte)'z' => 4,
        >= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'z' => 8,
        _ => 2,
    };
}
