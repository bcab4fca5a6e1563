using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Recognises a message of single sign-on in a URL: XML, deflated, in base 64 (SAML 2.0 Bindings §3.4.4.1).
/// </summary>
internal static class SamlMessages
{
    private const int MaxEncoded = 8 * 1024;
    private const int Peek = 256;

    /// <summary>Whether a parameter is named as a message and is one. Called for random values only; may
    /// allocate.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (value.Length > MaxEncoded
            || !(Ascii.EqualsIgnoreCase(key, "SAMLRequest"u8) || Ascii.EqualsIgnoreCase(key, "SAMLResponse"u8)))
        {
            return false;
        }

        var compressed = new byte[Base64.GetMaxDecodedFromUtf8Length(value.Length)];
        if (Base64.DecodeFromUtf8(value, compressed, out _, out var length) != System.Buffers.OperationStatus.Done)
            return false;

        var head = new byte[Peek];
        try
        {
            using DeflateStream stream = new(new MemoryStream(compressed, 0, length), CompressionMode.Decompress);
            var read = stream.ReadAtLeast(head, Peek, throwOnEndOfStream: false);
            return head.AsSpan(0, read) is [(byte)'<', ..]
                && head.AsSpan(0, read).IndexOf("urn:oasis:names:tc:SAML"u8) > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
