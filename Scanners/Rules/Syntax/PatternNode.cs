namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>
/// A part of a parsed pattern. Flags are already resolved into it: case, dot and line modes are explicit.
/// </summary>
internal abstract record PatternNode
{
    /// <summary>Widths at and above this count as unbounded; keeps products from overflowing.</summary>
    public const int Unbounded = 1 << 20;

    /// <summary>Fewest bytes it matches.</summary>
    public abstract int MinWidth { get; }

    /// <summary>Most bytes it matches; <see cref="Unbounded"/> when there is no bound.</summary>
    public abstract int MaxWidth { get; }

    /// <summary>Adds widths, saturating.</summary>
    protected static int Cap(long width) => (int)Math.Min(width, Unbounded);
}
