using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>One reported match. Every end offset is reported on its own.</summary>
/// <param name="Id">The expression's id.</param>
/// <param name="From">Start offset in bytes, or 0 without <see cref="HyperscanFlags.SomLeftmost"/>.</param>
/// <param name="To">End offset in bytes, exclusive; in stream mode counted from the start of the stream.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct HyperscanMatch(uint Id, ulong From, ulong To);
