namespace Pipelock.Scanners.Injection;

/// <summary>A pattern of the operator for answers; whatever it matches is a finding by itself.</summary>
/// <param name="Name">The name findings carry; one of a built-in family replaces the rules of that family.</param>
/// <param name="Regex">RE2 syntax, matched without regard to case, on the text as sent and on its plain form.</param>
public sealed record InjectionPattern(string Name, string Regex);
