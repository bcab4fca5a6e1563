namespace Pipelock.Protocols.Http1;

/// <summary>Reads <c>HTTP/1.0</c> and <c>HTTP/1.1</c>; the name is case-sensitive (RFC 9112 §2.3).</summary>
internal static class ProtocolVersion
{
    /// <summary>Bytes of a version.</summary>
    public const int Length = 8;

    /// <summary>Reads a version that fills the whole text.</summary>
    public static RefusalReason Parse(ReadOnlySpan<byte> text, out int minor)
    {
        minor = 1;
        if (text.SequenceEqual("HTTP/1.1"u8))
        {
            return RefusalReason.None;
        }

        minor = 0;
        if (text.SequenceEqual("HTTP/1.0"u8))
        {
            return RefusalReason.None;
        }

        var wellFormed = text.Length == Length && text.StartsWith("HTTP/"u8) && text[6] == '.'
            && char.IsAsciiDigit((char)text[5]) && char.IsAsciiDigit((char)text[7]);
        return wellFormed ? RefusalReason.UnsupportedVersion : RefusalReason.MalformedVersion;
    }
}
