namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Figures first, as hexadecimal goes on (RFC 4648 §7).</summary>
internal readonly struct Base32HexDigits : IBase32Digits
{
    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Upper => "0123456789ABCDEFGHIJKLMNOPQRSTUV"u8;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Lower => "0123456789abcdefghijklmnopqrstuv"u8;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> GzipMark => "3U5G"u8;

    /// <inheritdoc/>
    /// <remarks>Its first sixteen digits are those of hexadecimal, and data has the others too.</remarks>
    public static bool IsForeign(ReadOnlySpan<byte> run) => HexDigits.AreAll(run);

    /// <inheritdoc/>
    /// <remarks>The lower five bits of A are 1, those of 0 are 16.</remarks>
    public static ulong Values(ulong digits) =>
        (digits & Base32Bits.Lower) + (Base32Bits.One * 9) - (Base32Bits.Figures(digits) * 25);
}
