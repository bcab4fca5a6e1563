namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Letters first (RFC 4648 §6).</summary>
internal readonly struct Base32Digits : IBase32Digits
{
    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Upper => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"u8;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Lower => "abcdefghijklmnopqrstuvwxyz234567"u8;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> GzipMark => "D6FQ"u8;

    /// <inheritdoc/>
    /// <remarks>Its digits that are those of hexadecimal stand for no letter where a byte begins.</remarks>
    public static bool IsForeign(ReadOnlySpan<byte> run) => HexDigits.AreAll(run);

    /// <inheritdoc/>
    /// <remarks>The lower five bits of A are 1, those of 2 are 18.</remarks>
    public static ulong Values(ulong digits) =>
        (digits & Base32Bits.Lower) + (Base32Bits.Figures(digits) * 9) - Base32Bits.One;
}
