namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Turns every white space outside ASCII into a plain space, which is what it looks like.</summary>
internal readonly struct ExoticWhiteSpace : ICharacterPass
{
    /// <inheritdoc/>
    public static int IndexOfCandidate(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);

    /// <inheritdoc/>
    public static bool TryMap(uint codePoint, out ReadOnlySpan<byte> replacement)
    {
        replacement = " "u8;
        return IsExotic(codePoint);
    }

    /// <summary>The space separators (Zs) other than U+0020, and the two separators of lines and paragraphs.</summary>
    internal static bool IsExotic(uint codePoint) => codePoint switch
    {
        0xA0 or 0x1680 or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000 => true,
        >= 0x2000 and <= 0x200A => true,
        _ => false,
    };
}
