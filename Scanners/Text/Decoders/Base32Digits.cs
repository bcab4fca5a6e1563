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
    public static int Value(byte digit) => digit < 'A' ? digit - '2' + 26 : (digit & 0x1F) - 1;
}
