namespace Pipelock.Protocols.Http1;

/// <summary>The one field that announces content, or none.</summary>
internal readonly struct FramingLine(BodyFraming framing, long length)
{
    /// <summary>What it takes.</summary>
    public int Size => framing switch
    {
        BodyFraming.Chunked => "Transfer-Encoding: chunked\r\n"u8.Length,
        BodyFraming.ContentLength => "Content-Length: \r\n"u8.Length + ByteWriter.NumberSize(length),
        _ => 0,
    };

    /// <summary>Writes it.</summary>
    public void Write(ref ByteWriter writer)
    {
        switch (framing)
        {
            case BodyFraming.Chunked:
                writer.Append("Transfer-Encoding: chunked\r\n"u8);
                break;
            case BodyFraming.ContentLength:
                writer.Append("Content-Length: "u8);
                writer.Append(length);
                writer.Append("\r\n"u8);
                break;
        }
    }
}
