namespace Pipelock.Scanners.Secrets.Known;

/// <summary>One spelling of a known secret.</summary>
/// <param name="Secret">Index of the secret.</param>
/// <param name="Bytes">The whole spelling.</param>
/// <param name="IsCaseless">ASCII letters may stand in either case.</param>
/// <param name="Encoding">What it is spelled in.</param>
internal sealed record KnownForm(int Secret, byte[] Bytes, bool IsCaseless, SecretEncoding Encoding);
