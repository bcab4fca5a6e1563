using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Shell;

/// <summary>Lookalikes, full-width letters and invisible characters become the letters they pass for.</summary>
internal static class CanonicalForm
{
    /// <summary>Writes the canonical form, if it is another one.</summary>
    internal static bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        if (!DlpCanonicalizer.WouldChange(text))
            return false;
        Span<byte> room = output.Room(DlpCanonicalizer.MaxLength(text.Length));
        output.Advance(DlpCanonicalizer.Canonicalize(text, room));
        return true;
    }
}
