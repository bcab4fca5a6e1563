namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Replaces characters by their compatibility form (NFKC, UAX #15), one character at a time.</summary>
/// <remarks>Composition across characters is left out: the marks it would use up are dropped by <see
/// cref="CombiningMarks"/>.</remarks>
internal readonly struct CompatibilityForms : ICharacterPass
{
    private static readonly CharacterTable s_table = CharacterTable.Load("compatibility");

    /// <inheritdoc/>
    public static int IndexOfCandidate(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);

    /// <inheritdoc/>
    public static bool TryMap(uint codePoint, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        return codePoint >= 0x80 && s_table.TryMap(codePoint, out replacement);
    }
}
