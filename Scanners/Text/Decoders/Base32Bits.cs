namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Eight digits of base32 at a time, one in each byte of a number.</summary>
internal static class Base32Bits
{
    /// <summary>One in each byte.</summary>
    internal const ulong One = 0x0101_0101_0101_0101;

    /// <summary>The lower five bits of each byte.</summary>
    internal const ulong Lower = One * 0x1F;

    /// <summary>One in each byte that is a figure: letters, and they alone, have the bit of 0x40.</summary>
    internal static ulong Figures(ulong digits) => (~digits >> 6) & One;

    /// <summary>Draws five bits of each byte together: to ten in two bytes, to twenty in four, to forty.</summary>
    internal static ulong Pack(ulong values)
    {
        values = ((values >> 3) & 0x03E0_03E0_03E0_03E0) | (values & 0x001F_001F_001F_001F);
        values = ((values >> 6) & 0x000F_FC00_000F_FC00) | (values & 0x0000_03FF_0000_03FF);
        return ((values >> 12) & 0x00FF_FFF0_0000) | (values & 0x000F_FFFF);
    }
}
