namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Replaces letters, digits and dashes of other scripts by the ASCII they are mistaken for (UTS
/// #39).</summary>
/// <remarks>Chosen for finding secrets, so upper case stays upper case and digits stay digits.</remarks>
internal readonly struct Confusables : ICharacterPass
{
    private static readonly CharacterTable s_table = CharacterTable.Load("confusables");

    /// <inheritdoc/>
    public static int IndexOfCandidate(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);

    /// <inheritdoc/>
    public static bool TryMap(uint codePoint, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        return codePoint >= 0x80 && s_table.TryMap(codePoint, out replacement);
    }
}
