using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Bodies.Json;

/// <summary>Tells which bytes of JSON are in strings, block by block: a bit each.</summary>
/// <remarks>Of each block of sixty-four bytes the first forty-eight are told, the rest comes with the next.</remarks>
internal struct StringMasks
{
    /// <summary>How far blocks are apart.</summary>
    internal const int Step = LaneMasks.Step;

    /// <summary>The bytes of a block that are told.</summary>
    internal const ulong Judged = (1UL << Step) - 1;

    private const ulong EvenBits = 0x5555555555555555;

    private ulong _inString; // all bits, or none
    private ulong _escaped;  // the lowest bit: the first byte is escaped

    /// <summary>Quotes that begin or end a string.</summary>
    public ulong Quotes { get; private set; }

    /// <summary>Set from each opening quote to before its closing one, and behind what is told up to the end of the
    /// block when a string goes on.</summary>
    public ulong Strings { get; private set; }

    /// <summary>Backslashes outside of strings: no JSON, so that what is a string is a reader's own affair.</summary>
    public ulong Astray { get; private set; }

    /// <summary>Takes the next block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Read(Vector512<byte> bytes)
    {
        var quotes = LaneMasks.Of(bytes, '"') & Judged;
        var backslashes = LaneMasks.Of(bytes, '\\') & Judged;
        if ((backslashes | _escaped) != 0)
            quotes &= ~Escaped(backslashes);
        var strings = Between(quotes) ^ _inString;
        _inString = 0 - (strings >> (Step - 1) & 1);
        Astray = backslashes & ~strings;
        Quotes = quotes;
        Strings = strings;
    }

    // The bytes behind an odd number of backslashes. A sum carries each row of them to its end: the parity of the
    // place it ends at, against that of its start, is the parity of its length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Escaped(ulong backslashes)
    {
        var row = backslashes & ~_escaped;
        var follows = (row << 1) | _escaped;
        var oddStarts = row & ~EvenBits & ~follows;
        var evenEnds = oddStarts + row;
        var escaped = (EvenBits ^ (evenEnds << 1)) & follows;
        _escaped = escaped >> Step & 1;
        return escaped;
    }

    // Set from each opening quote to before its closing one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Between(ulong quotes)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(
                Vector128.CreateScalar(quotes), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        quotes ^= quotes << 16;
        return quotes ^ (quotes << 32);
    }
}
