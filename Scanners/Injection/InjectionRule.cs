using System.Collections.Immutable;
using Pipelock.Scanners.Injection.Phrases;

namespace Pipelock.Scanners.Injection;

/// <summary>One piece of evidence: a phrase with slots, what it weighs, and to which family it belongs.</summary>
internal sealed record InjectionRule
{
    /// <summary>Stable identifier, lower-case with dashes.</summary>
    public required string Id { get; init; }

    /// <summary>The family's name, by which findings are known: <c>Prompt Injection</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The phrase; <see cref="PhrasePattern"/> has its form.</summary>
    public required string Pattern { get; init; }

    /// <summary>What it weighs by itself; 100 is enough. A cue weighs nothing.</summary>
    public required int Weight { get; init; }

    /// <summary>May end within a word, and begin with a sign or in another script; a letter still begins a word.</summary>
    public bool Bare { get; init; }

    /// <summary>Always on: no configuration takes it away.</summary>
    public bool Core { get; init; }

    /// <summary>Shows that a text speaks about attacks: lowers what stands beside it.</summary>
    public bool IsCue { get; init; }

    /// <summary>Also looked for in ROT13.</summary>
    public bool Rotated { get; init; }

    /// <summary>Also looked for where letters stand apart or words together.</summary>
    public bool Squeezed { get; init; }

    /// <summary>Texts in which it must be seen; filled only when a pack is loaded with its examples.</summary>
    public ImmutableArray<string> Matches { get; init; } = [];

    /// <summary>Texts in which it must not be seen.</summary>
    public ImmutableArray<string> Clean { get; init; } = [];
}
