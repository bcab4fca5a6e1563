using System.Buffers;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// Writes messages canonically from what was parsed, never from what was received: one version, single spaces, Host
/// first, hop-by-hop fields gone, framing last. Thread-safe; allocates nothing.
/// </summary>
public static partial class HeadWriter
{
    /// <summary>Rebuilt by the writer from its arguments, so never copied.</summary>
    private static readonly KnownHeaderSet s_rebuilt = new(KnownHeader.Host, KnownHeader.ContentLength);

    /// <summary>The exact number of bytes that the head takes.</summary>
    public static int Size(in OutgoingRequest request)
    {
        var framing = new FramingLine(request.Framing, request.ContentLength);
        return request.Head.Method.Length + 1 + request.Target.Length + " HTTP/1.1\r\n"u8.Length
            + ByteWriter.FieldSize("Host"u8, request.Host)
            + FieldsSize(request.Head.Fields, s_rebuilt | request.Drop, request.Connection)
            + request.ExtraFields.Length + ConnectionLine(request.Connection).Length + framing.Size + 2;
    }

    /// <summary>The exact number of bytes that the head takes.</summary>
    public static int Size(in OutgoingResponse response)
    {
        return "HTTP/1.1 200 \r\n"u8.Length + response.Head.Reason.Length
            + FieldsSize(response.Head.Fields, DroppedOf(response), response.Connection)
            + response.ExtraFields.Length + ConnectionLine(response.Connection).Length + FramingOf(response).Size + 2;
    }

    /// <summary>Writes the head and returns its size.</summary>
    /// <exception cref="ArgumentException">
    /// The destination is smaller than <see cref="Size(in OutgoingRequest)"/>.
    /// </exception>
    public static int Write(in OutgoingRequest request, Span<byte> destination)
    {
        var writer = new ByteWriter(destination);
        writer.Append(request.Head.Method);
        writer.Append(" "u8);
        writer.Append(request.Target);
        writer.Append(" HTTP/1.1\r\n"u8);
        writer.AppendField("Host"u8, request.Host);
        WriteFields(ref writer, request.Head.Fields, s_rebuilt | request.Drop, request.Connection);
        writer.Append(request.ExtraFields);
        writer.Append(ConnectionLine(request.Connection));
        new FramingLine(request.Framing, request.ContentLength).Write(ref writer);
        writer.Append("\r\n"u8);
        return writer.Written;
    }

    /// <summary>Writes the head and returns its size.</summary>
    /// <exception cref="ArgumentException">
    /// The destination is smaller than <see cref="Size(in OutgoingResponse)"/>.
    /// </exception>
    public static int Write(in OutgoingResponse response, Span<byte> destination)
    {
        var writer = new ByteWriter(destination);
        writer.Append("HTTP/1.1 "u8);
        writer.Append(response.Head.StatusCode);
        writer.Append(" "u8);
        writer.Append(response.Head.Reason);
        writer.Append("\r\n"u8);
        WriteFields(ref writer, response.Head.Fields, DroppedOf(response), response.Connection);
        writer.Append(response.ExtraFields);
        writer.Append(ConnectionLine(response.Connection));
        FramingOf(response).Write(ref writer);
        writer.Append("\r\n"u8);
        return writer.Written;
    }

    /// <summary>Writes the head to a pipe and advances it; does not flush.</summary>
    public static void Write(in OutgoingRequest request, IBufferWriter<byte> output) =>
        output.Advance(Write(request, output.GetSpan(Size(request))));

    /// <summary>Writes the head to a pipe and advances it; does not flush.</summary>
    public static void Write(in OutgoingResponse response, IBufferWriter<byte> output) =>
        output.Advance(Write(response, output.GetSpan(Size(response))));

    /// <summary>A response has no Host field; one that comes along is an ordinary field.</summary>
    private static KnownHeaderSet DroppedOf(in OutgoingResponse response) =>
        response.Drop | new KnownHeaderSet(KnownHeader.ContentLength);

    private static FramingLine FramingOf(in OutgoingResponse response)
    {
        var announces = response.Framing == ResponseFraming.ContentLength
            || (response.Framing == ResponseFraming.None && response.ContentLength >= 0
                && response.Head.StatusCode is >= 200 and not 204);
        var framing = response.Framing == ResponseFraming.Chunked ? BodyFraming.Chunked
            : announces ? BodyFraming.ContentLength : BodyFraming.None;
        return new FramingLine(framing, response.ContentLength);
    }

    private static bool Forwards(HeaderFields fields, int index, KnownHeaderSet dropped, ConnectionIntent intent)
    {
        var known = fields.Known(index);
        if (dropped.Contains(known))
        {
            return false;
        }

        return !fields.IsHopByHop(index) || (intent == ConnectionIntent.Upgrade && known == KnownHeader.Upgrade);
    }

    private static int FieldsSize(HeaderFields fields, KnownHeaderSet dropped, ConnectionIntent intent)
    {
        var size = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            if (Forwards(fields, i, dropped, intent))
            {
                size += ByteWriter.FieldSize(fields.Name(i), fields.Value(i));
            }
        }

        return size;
    }

    private static void WriteFields(
        ref ByteWriter writer, HeaderFields fields, KnownHeaderSet dropped, ConnectionIntent intent)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (Forwards(fields, i, dropped, intent))
            {
                writer.AppendField(fields.Name(i), fields.Value(i));
            }
        }
    }

    private static ReadOnlySpan<byte> ConnectionLine(ConnectionIntent intent) => intent switch
    {
        ConnectionIntent.Close => "Connection: close\r\n"u8,
        ConnectionIntent.KeepAlive => "Connection: keep-alive\r\n"u8,
        ConnectionIntent.Upgrade => "Connection: Upgrade\r\n"u8,
        _ => default,
    };
}
