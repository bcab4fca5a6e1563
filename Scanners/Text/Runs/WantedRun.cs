namespace Pipelock.Scanners.Text.Runs;

/// <summary>A run of base64 characters that some reading is to look at.</summary>
/// <param name="Start">Where it begins in its text.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Readings">The readings.</param>
internal readonly record struct WantedRun(int Start, int Length, RunReadings Readings)
{
    /// <summary>The run in the text that it was found in.</summary>
    internal EncodedRun In(ReadOnlySpan<byte> text) => new(text[Start..], Length);
}
