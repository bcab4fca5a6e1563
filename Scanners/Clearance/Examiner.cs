using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Clearance;

/// <summary>Who examined a text, and as what.</summary>
/// <param name="Engine">The engine's <see cref="ScanEngine.Number"/>.</param>
/// <param name="Kind">How the text was said to be structured.</param>
public readonly record struct Examiner(long Engine, MediaKind Kind = MediaKind.Unknown);
