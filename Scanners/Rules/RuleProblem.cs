namespace Pipelock.Scanners.Rules;

/// <summary>One thing wrong with a rule.</summary>
/// <param name="Source">File name, or the configuration key for an operator's pattern.</param>
/// <param name="Rule">Name or id of the rule; empty if it has none yet.</param>
/// <param name="Position">Byte offset in the file, or character offset in the pattern; -1 if there is none.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record RuleProblem(string Source, string Rule, long Position, string Message)
{
    /// <inheritdoc/>
    public override string ToString() =>
        (Rule.Length == 0 ? Source : $"{Source}: rule \"{Rule}\"")
        + (Position < 0 ? "" : $" (position {Position})") + $": {Message}";
}
