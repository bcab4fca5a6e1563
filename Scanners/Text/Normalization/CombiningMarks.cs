namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Takes accents and other nonspacing marks off: canonical decomposition (UAX #15), category Mn
/// dropped.</summary>
/// <remarks>Hangul syllables stay whole; they carry no marks.</remarks>
internal readonly struct CombiningMarks : ICharacterPass
{
    private static readonly CharacterTable s_table = CharacterTable.Load("marks");

    /// <inheritdoc/>
    public static int IndexOfCandidate(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);

    /// <inheritdoc/>
    public static bool TryMap(uint codePoint, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        return codePoint >= 0x80 && s_table.TryMap(codePoint, out replacement);
    }
}
