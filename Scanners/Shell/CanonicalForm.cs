using System.Buffers;
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
        if (Utf8Rewriter.IndexOfChange<ExoticWhiteSpace>(text) >= 0)
        {
            // A space first: the blank that no shell knows is there for those who read along.
            var spaced = ArrayPool<byte>.Shared.Rent(Utf8Rewriter.MaxLength(text.Length));
            var length = Utf8Rewriter.Rewrite<ExoticWhiteSpace>(text, spaced);
            Add(spaced.AsSpan(0, length), output);
            ArrayPool<byte>.Shared.Return(spaced);
            return true;
        }

        Add(text, output);
        return true;
    }

    private static void Add(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        var room = output.Room(DlpCanonicalizer.MaxLength(text.Length));
        output.Advance(DlpCanonicalizer.Canonicalize(text, room));
    }
}
