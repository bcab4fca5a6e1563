using System.Buffers;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>A set of bytes; those outside ASCII are in it all together or not at all.</summary>
/// <param name="Ascii">A bit for each byte of ASCII.</param>
/// <param name="HasOthers">Those outside ASCII are in it.</param>
internal readonly record struct ByteSet(UInt128 Ascii, bool HasOthers)
{
    private const int AsciiCount = 128;

    /// <summary>All bytes.</summary>
    public static ByteSet All { get; } = new(UInt128.MaxValue, true);

    /// <summary>The bytes of some characters.</summary>
    public static ByteSet Of(RuneSet set)
    {
        UInt128 ascii = 0;
        foreach ((var first, var last) in set.Ranges)
        {
            for (var rune = first; rune <= last && rune < AsciiCount; rune++)
                ascii |= UInt128.One << rune;
        }

        return new ByteSet(ascii, !set.IsAscii);
    }

    /// <summary>The bytes of a text.</summary>
    public static ByteSet Of(ReadOnlySpan<char> text)
    {
        UInt128 ascii = 0;
        foreach (var c in text)
            ascii |= char.IsAscii(c) ? UInt128.One << c : 0;
        return new ByteSet(ascii, !System.Text.Ascii.IsValid(text));
    }

    /// <summary>The bytes of either.</summary>
    public ByteSet Or(ByteSet other) => new(Ascii | other.Ascii, HasOthers || other.HasOthers);

    /// <summary>
    /// Finds what is not in the set, in a text in plain form or one that has yet to be brought into it; null when
    /// nothing is.
    /// </summary>
    public SearchValues<byte>? Outside()
    {
        var outside = new List<byte>();
        for (var i = 0; i <= byte.MaxValue; i++)
        {
            if (!Holds(Plain((byte)i)))
                outside.Add((byte)i);
        }

        return outside.Count == 0 ? null : SearchValues.Create([.. outside]);
    }

    /// <inheritdoc/>
    public bool Equals(ByteSet other) => Ascii == other.Ascii && HasOthers == other.HasOthers;

    /// <inheritdoc/>
    public override int GetHashCode() => ((ulong)Ascii ^ (ulong)(Ascii >> 64)).GetHashCode();

    private bool Holds(byte one) => one < AsciiCount ? ((Ascii >> one) & 1) != 0 : HasOthers;

    // As the plain form of a text has it; a quotation mark of JSON becomes a line feed there.
    private byte Plain(byte one) => one switch
    {
        (byte)'\t' => (byte)' ',
        (byte)'\r' => (byte)'\n',
        (byte)'"' when Holds((byte)'\n') => (byte)'\n',
        >= (byte)'A' and <= (byte)'Z' => (byte)(one | 0x20),
        _ => one,
    };
}
