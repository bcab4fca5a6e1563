using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Brings a text into the one form in which secrets are looked for, in a single pass.</summary>
/// <remarks>
/// Line breaks and tabs stay, so that words at line ends keep their boundaries; what is written across them is read
/// by <see cref="LineJoiner"/>. Thread-safe.
/// </remarks>
public static class DlpCanonicalizer
{
    /// <summary>The most bytes <see cref="Canonicalize"/> can make of <paramref name="length"/> bytes.</summary>
    public static int MaxLength(int length) => Utf8Rewriter.MaxLength(length);

    /// <summary>True when the canonical form differs from the text. Printable ASCII costs one vectorised
    /// pass.</summary>
    public static bool WouldChange(ReadOnlySpan<byte> text) => Utf8Rewriter.IndexOfChange<DlpPass>(text) >= 0;

    /// <summary>Writes the canonical form.</summary>
    /// <param name="text">UTF-8; invalid bytes are kept.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> of the text's length.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Canonicalize(ReadOnlySpan<byte> text, Span<byte> destination) =>
        Utf8Rewriter.Rewrite<DlpPass>(text, destination);
}
