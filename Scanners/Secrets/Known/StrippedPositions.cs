using System.Buffers;

namespace Pipelock.Scanners.Secrets.Known;

/// <summary>Tells where the bytes of a text stood that was put together without separators.</summary>
/// <remarks>
/// Goes on, forwards or backwards, from where it was asked last: matches come nearly in the order of the text, and
/// walking from its start for each would cost the square of a text made of nothing but matches.
/// </remarks>
/// <param name="original">The text with its separators.</param>
/// <param name="separators">What was left out.</param>
internal ref struct StrippedPositions(ReadOnlySpan<byte> original, SearchValues<byte> separators)
{
    private readonly ReadOnlySpan<byte> _original = original;
    private int _kept = -1;
    private int _at = -1;

    /// <summary>The offset in the original of a byte that was kept.</summary>
    /// <param name="kept">Its offset in the text without separators; it must be there.</param>
    public int Of(int kept)
    {
        while (_kept < kept)
            Step(1);
        while (_kept > kept)
            Step(-1);
        return _at;
    }

    private void Step(int direction)
    {
        do
        {
            _at += direction;
        }
        while (separators.Contains(_original[_at]));
        _kept += direction;
    }
}
