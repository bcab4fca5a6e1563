namespace Pipelock.Scanners.Text.Normalization;

/// <summary>All normalisations that finding secrets asks for, composed into one table.</summary>
/// <remarks>
/// Invisible characters and exotic white space dropped, then <see cref="CompatibilityForms"/>,
/// <see cref="Confusables"/> and <see cref="CombiningMarks"/>. White space is dropped rather than turned into a space
/// because a secret never contains any, and one that does was cut with intent.
/// </remarks>
internal readonly struct DlpPass : ICharacterPass
{
    private static readonly CharacterTable s_table = CharacterTable.Load("dlp");

    /// <inheritdoc/>
    public static int IndexOfCandidate(ReadOnlySpan<byte> text) => InvisibleCharacters.IndexOfCandidate(text);

    /// <inheritdoc/>
    public static bool TryMap(uint codePoint, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        return codePoint < 0x80
            ? InvisibleCharacters.IsControl(codePoint)
            : s_table.TryMap(codePoint, out replacement);
    }
}
