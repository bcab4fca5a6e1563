using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pipelock.Protocols.WebSocket;

/// <summary>Sec-WebSocket-Key and the Sec-WebSocket-Accept that belongs to it (RFC 6455 §4.2.2). Thread-safe.</summary>
public static class AcceptKey
{
    /// <summary>Length of a key: 16 bytes in base64.</summary>
    public const int KeyLength = 24;

    /// <summary>Length of an accept value: a SHA-1 digest in base64.</summary>
    public const int Length = 28;

    private const int NonceBytes = 16;

    private static ReadOnlySpan<byte> ProtocolGuid => "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;

    /// <summary>Whether <paramref name="key"/> is base64 of exactly 16 bytes.</summary>
    public static bool IsKey(ReadOnlySpan<byte> key)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes + 2];
        return key.Length == KeyLength
            && !key.ContainsAny(" \t"u8)
            && Base64.DecodeFromUtf8(key, nonce, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == NonceBytes;
    }

    /// <summary>Makes a new key from random bytes.</summary>
    /// <param name="destination">At least <see cref="KeyLength"/> bytes.</param>
    public static void Generate(Span<byte> destination)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        RandomNumberGenerator.Fill(nonce);
        Base64.EncodeToUtf8(nonce, destination, out _, out _);
    }

    /// <summary>Computes the accept value of a valid key.</summary>
    /// <param name="key">The key as it was sent.</param>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public static void Compute(ReadOnlySpan<byte> key, Span<byte> destination)
    {
        Span<byte> text = stackalloc byte[KeyLength + 36];
        key[..KeyLength].CopyTo(text);
        ProtocolGuid.CopyTo(text[KeyLength..]);
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The RFC names SHA-1; nothing here rests on its strength.
        SHA1.HashData(text, digest);
#pragma warning restore CA5350
        Base64.EncodeToUtf8(digest, destination, out _, out _);
    }
}
