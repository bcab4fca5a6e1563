namespace Pipelock.Cli.Commands.Diff;

/// <summary>One secret in a diff. Holds nothing of the secret itself.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Content">The line, what matched replaced by <c>[REDACTED]</c>.</param>
/// <param name="Pattern">The rule's name.</param>
/// <param name="Severity">The rule's severity, in lower case.</param>
internal sealed record DiffFinding(string File, int Line, string Content, string Pattern, string Severity);
