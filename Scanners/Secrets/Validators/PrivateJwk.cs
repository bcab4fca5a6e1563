namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>The private member of a JSON Web Key (RFC 7518 §6.2.2, §6.3.2), told by the key type beside it.</summary>
internal static class PrivateJwk
{
    /// <summary>An RSA key of 4096 bits has its members within so many bytes.</summary>
    private const int Around = 4096;

    /// <summary>Whether a key type stands near the match.</summary>
    public static bool IsReal(ReadOnlySpan<byte> text, int start, int end) =>
        text[Math.Max(0, start - Around)..start].LastIndexOf("kty"u8) >= 0
        || text[end..Math.Min(text.Length, end + Around)].IndexOf("kty"u8) >= 0;
}
