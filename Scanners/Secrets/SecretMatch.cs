namespace Pipelock.Scanners.Secrets;

/// <summary>One secret in a text.</summary>
/// <param name="Rule">Index into <see cref="SecretEngine.Rules"/>.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="End">Offset after its last byte.</param>
/// <param name="Encoding">How a known secret was encoded; <see cref="SecretEncoding.None"/> for patterns.</param>
public readonly record struct SecretMatch(int Rule, int Start, int End, SecretEncoding Encoding = SecretEncoding.None);
