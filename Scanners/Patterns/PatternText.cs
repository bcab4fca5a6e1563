namespace Pipelock.Scanners.Patterns;

/// <summary>One regular expression (RE2 syntax) of a <see cref="PatternSet"/>.</summary>
/// <param name="Name">The rule it belongs to, for telling what is wrong with it.</param>
/// <param name="Pattern">The expression; case-sensitive unless it says <c>(?i)</c>.</param>
/// <param name="Source">The configuration key or file it stands in.</param>
public readonly record struct PatternText(string Name, string Pattern, string Source);
