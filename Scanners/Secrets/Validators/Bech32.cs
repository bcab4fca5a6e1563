namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Bech32: a readable part, the digit 1, data, six characters of checksum (BIP-173).</summary>
internal static class Bech32
{
    private const int ChecksumLength = 6;
    private const int MaxLength = 200;

    /// <summary>BIP-173: bech32 leaves this remainder.</summary>
    private const uint Plain = 1;

    /// <summary>BIP-350: bech32m leaves this one.</summary>
    private const uint Modified = 0x2BC830A3;

    private static readonly uint[] s_generator = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3];

    /// <summary>Checks a whole text in one letter case, with either variant's checksum.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text) => Remainder(text) is Plain or Modified;

    /// <summary>The same, with the checksum of bech32m or with that of bech32.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text, bool isModified) =>
        Remainder(text) == (isModified ? Modified : Plain);

    /// <summary>What the checksum leaves; 0, which none does, for what is no such text.</summary>
    private static uint Remainder(ReadOnlySpan<byte> text)
    {
        var one = text.LastIndexOf((byte)'1');
        if (one < 1 || text.Length - one <= ChecksumLength || text.Length > MaxLength
            || (text.ContainsAnyInRange((byte)'a', (byte)'z') && text.ContainsAnyInRange((byte)'A', (byte)'Z')))
        {
            return 0;
        }

        var state = 1u;
        foreach (var b in text[..one])
            state = Step(state, (uint)Lower(b) >> 5);
        state = Step(state, 0);
        foreach (var b in text[..one])
            state = Step(state, (uint)Lower(b) & 31);
        foreach (var b in text[(one + 1)..])
        {
            var digit = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"u8.IndexOf(Lower(b));
            if (digit < 0)
                return 0;
            state = Step(state, (uint)digit);
        }

        return state;
    }

    private static byte Lower(byte b) => char.IsAsciiLetterUpper((char)b) ? (byte)(b | 0x20) : b;

    /// <summary>One step of the BCH code of BIP-173.</summary>
    private static uint Step(uint state, uint digit)
    {
        var top = state >> 25;
        state = ((state & 0x1FFFFFF) << 5) ^ digit;
        for (var i = 0; i < s_generator.Length; i++)
            state ^= s_generator[i] & (uint)-(int)((top >> i) & 1);
        return state;
    }
}
