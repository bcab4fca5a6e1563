using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Gates;

/// <summary>Sorts bytes into the classes that the gates ask about, sixty-four at a time, by two table look-ups
/// each.</summary>
/// <remarks>
/// A byte is looked up by its low and by its high half; the classes both answers share are the byte's own. So every
/// class has to be a product of halves, and base64's alphabet takes five of the eight bits.
/// </remarks>
internal static class CharacterClasses
{
    /// <summary>How many bytes one mask describes.</summary>
    internal const int BlockLength = 64;

    /// <summary>A byte of no class, for filling up a last block.</summary>
    internal const byte Filler = (byte)'~';

    private const byte Dashes = 0x01;      // + - /
    private const byte Digits = 0x02;      // 0-9
    private const byte FirstLetters = 0x04; // A-O, a-o
    private const byte UpperRest = 0x08;   // P-Z and _
    private const byte LowerRest = 0x10;   // p-z
    private const byte HexLetters = 0x20;  // A-F, a-f
    private const byte Separators = 0x40;  // space , -
    private const byte Colon = 0x80;

    private const byte Base64 = Dashes | Digits | FirstLetters | UpperRest | LowerRest;
    private const byte HexDigits = Digits | HexLetters;
    private const byte PairSeparators = Separators | Colon;

    private static readonly Vector512<byte> s_low = Build(static low =>
        (low is 0xB or 0xD or 0xF ? Dashes : 0)
        | (low <= 9 ? Digits : 0)
        | (low >= 1 ? FirstLetters : 0)
        | (low <= 0xA || low == 0xF ? UpperRest : 0)
        | (low <= 0xA ? LowerRest : 0)
        | (low is >= 1 and <= 6 ? HexLetters : 0)
        | (low is 0x0 or 0xC or 0xD ? Separators : 0)
        | (low == 0xA ? Colon : 0));

    private static readonly Vector512<byte> s_high = Build(static high => high switch
    {
        2 => Dashes | Separators,
        3 => Digits | Colon,
        4 or 6 => FirstLetters | HexLetters,
        5 => UpperRest,
        7 => LowerRest,
        _ => 0,
    });

    private static readonly Vector512<byte> s_markLow = Build(static low =>
        (low is 9 or 0xA or 0xD ? (int)TextTraits.Break : 0)
        | (low == 5 ? (int)TextTraits.Percent : 0)
        | (low == 6 ? (int)TextTraits.Ampersand : 0)
        | (low == 0xC ? (int)TextTraits.Backslash : 0)
        | (low == 0xD ? (int)TextTraits.Equals : 0)
        | (low is not (9 or 0xA or 0xD) ? LowControl : 0)
        | HighControl
        | (low == 0xF ? Delete : 0));

    private static readonly Vector512<byte> s_markHigh = Build(static high => high switch
    {
        0 => (int)TextTraits.Break | LowControl,
        1 => HighControl,
        2 => (int)(TextTraits.Percent | TextTraits.Ampersand),
        3 => (int)TextTraits.Equals,
        5 => (int)TextTraits.Backslash,
        7 => Delete,
        _ => 0,
    });

    // Each of them a low half with a high one.
    private static readonly Vector512<byte> s_signLow = Build(static low =>
        (low == 0 ? At | BackQuote : 0)
        | (low == 0xB ? Plus : 0)
        | (low is 2 or 7 ? Quote : 0)
        | (low == 0xA ? Star : 0)
        | (low == 0xC ? Angle : 0));

    private static readonly Vector512<byte> s_signHigh = Build(static high => high switch
    {
        2 => Plus | Quote | Star,
        3 => Angle,
        4 => At,
        6 => BackQuote,
        _ => 0,
    });

    private const byte LowControl = 0x01;
    private const byte HighControl = 0x40;
    private const byte Delete = 0x80;

    private const byte At = 0x01;
    private const byte Plus = 0x02;
    private const byte Quote = 0x04;
    private const byte BackQuote = 0x08;
    private const byte Star = 0x10;
    private const byte Angle = 0x20;

    /// <summary>One bit per byte of a block for base64's characters and what stands between pairs.</summary>
    /// <param name="bytes">The block.</param>
    /// <param name="signs">Collects the signs of the blocks for <see cref="Traits"/>.</param>
    /// <param name="classes">The classes of each byte, for <see cref="Hex"/>.</param>
    /// <param name="base64">The characters of base64.</param>
    /// <param name="separators">What stands between pairs.</param>
    /// <returns>The marks of the block, to be collected for <see cref="Traits"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<byte> Classify(
        Vector512<byte> bytes, ref Vector512<byte> signs,
        out Vector512<byte> classes, out ulong base64, out ulong separators)
    {
        classes = NibbleTable.LookUp(s_low, s_high, bytes);
        base64 = Has(classes, Base64);
        separators = Has(classes, PairSeparators);
        signs |= NibbleTable.LookUp(s_signLow, s_signHigh, bytes);
        return NibbleTable.LookUp(s_markLow, s_markHigh, bytes)
            | ((bytes.AsUInt16() >>> 7).AsByte() & Vector512.Create(LowControl));
    }

    /// <summary>One bit per hexadecimal digit of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Hex(Vector512<byte> classes) => Has(classes, HexDigits);

    /// <summary>The traits that collections of marks and of signs stand for.</summary>
    internal static TextTraits Traits(Vector512<byte> marks, Vector512<byte> signs)
    {
        const TextTraits Controls = (TextTraits)(LowControl | HighControl | Delete);
        var bits = (TextTraits)Fold(marks);
        var unusual = (bits & Controls) != 0 ? TextTraits.Unusual : TextTraits.None;
        var seen = Fold(signs);
        return (bits & ~Controls) | unusual
            | ((seen & At) != 0 ? TextTraits.At : TextTraits.None)
            | ((seen & Plus) != 0 ? TextTraits.Plus : TextTraits.None)
            | ((seen & (Quote | BackQuote)) != 0 ? TextTraits.Quote : TextTraits.None)
            | ((seen & (Star | Angle)) != 0 ? TextTraits.Markup : TextTraits.None);
    }

    private static int Fold(Vector512<byte> bits)
    {
        var half = bits.GetLower() | bits.GetUpper();
        var quarter = (half.GetLower() | half.GetUpper()).AsUInt64();
        var folded = quarter[0] | quarter[1];
        folded |= folded >> 32;
        folded |= folded >> 16;
        folded |= folded >> 8;
        return (int)(folded & 0xFF);
    }

    /// <summary>How far blocks are apart of which one has each run of sixteen whole.</summary>
    internal const int RunStep = BlockLength - TextTraitsReader.RunLength;

    /// <summary>Keeps the bits at which sixteen set bits in a row begin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong RunsOfSixteen(ulong mask)
    {
        mask &= mask >> 1;
        mask &= mask >> 2;
        mask &= mask >> 4;
        return mask & (mask >> 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Has(Vector512<byte> classes, byte wanted) =>
        ~LaneMasks.Of(classes & Vector512.Create(wanted), 0);

    private static Vector512<byte> Build(Func<int, int> classes)
    {
        Span<byte> table = stackalloc byte[Vector128<byte>.Count];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (byte)classes(i);
        }

        return NibbleTable.Of(table);
    }
}
