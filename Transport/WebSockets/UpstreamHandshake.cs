using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Protocols.Http1;
using Pipelock.Protocols.WebSocket;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.WebSockets;

/// <summary>The opening handshake with the origin: the proxy is a client of its own, with its own key.</summary>
/// <remarks>Extensions are never offered, so that every message can be read (RFC 6455 §9.1).</remarks>
internal sealed class UpstreamHandshake(ClientConnection client, WebSocketTarget target, WebsocketProxyOptions options)
{
    private readonly byte[] _key = new byte[AcceptKey.KeyLength];

    /// <summary>What is wrong with the origin's answer.</summary>
    public HandshakeError Error { get; private set; }

    /// <summary>The sub-protocol that the origin chose; empty for none.</summary>
    public string Protocol { get; private set; } = "";

    /// <summary>
    /// Sends the request and reads the answer's head; what follows it stays in <paramref name="input"/>.
    /// </summary>
    /// <returns>False when the origin closed, or answered with something that is no upgrade.</returns>
    public async Task<bool> OpenAsync(PipeReader input, PipeWriter output, ForwardProxy.RequestTarget place)
    {
        AcceptKey.Generate(_key);
        WriteRequest(output, place);
        await output.FlushAsync().ConfigureAwait(false);
        client.AnswerHead.Reset();
        while (true)
        {
            var read = await input.ReadAsync().ConfigureAwait(false);
            var status = client.AnswerHead.TryParse(read.Buffer, RequestMethod.Get, out var consumed, out var examined);
            input.AdvanceTo(consumed, examined);
            if (status == ParseStatus.NeedMore && !read.IsCompleted) continue;
            if (status == ParseStatus.Complete && client.AnswerHead.IsInterim) continue;
            Error = HandshakeError.NotSwitching;
            return status == ParseStatus.Complete && Check();
        }
    }

    private bool Check()
    {
        Error = OpeningHandshake.Check(client.AnswerHead, _key, client.Head.Fields, out var protocol);
        Protocol = Encoding.ASCII.GetString(protocol);
        return Error == HandshakeError.None;
    }

    private void WriteRequest(PipeWriter output, ForwardProxy.RequestTarget place)
    {
        var path = place.PathAndQuery(target.Url);
        output.Write("GET "u8);
        if (path.IsEmpty || path[0] != '/') output.Write("/"u8);
        output.Write(path);
        output.Write(" HTTP/1.1\r\nHost: "u8);
        output.Write(place.Authority(target.Url));
        output.Write("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"u8);
        output.Write("Sec-WebSocket-Key: "u8);
        output.Write(_key);
        output.Write("\r\n"u8);
        var fields = client.Head.Fields;
        for (var i = 0; i < fields.Count; i++)
        {
            if (IsForwarded(fields, i)) WriteField(output, fields.Name(i), fields.Value(i));
        }

        if (target.IsEndpoint && options.OriginPolicy == OriginPolicy.Rewrite) WriteOrigin(output, place);
        output.Write("\r\n"u8);
    }

    private bool IsForwarded(HeaderFields fields, int index)
    {
        var known = fields.Known(index);
        if (known is KnownHeader.Host or KnownHeader.SecWebSocketKey or KnownHeader.SecWebSocketVersion
            or KnownHeader.SecWebSocketExtensions or KnownHeader.ContentLength
            || fields.IsHopByHop(index) || KnownHeaderSet.ClientIdentity.Contains(known))
            return false;
        if (known == KnownHeader.Origin)
            return options.OriginPolicy == OriginPolicy.Forward
                || (options.OriginPolicy == OriginPolicy.Rewrite && !target.IsEndpoint);
        if (!target.IsEndpoint) return true;
        // What a client sends to the endpoint is meant for the proxy, but for these.
        return known switch
        {
            KnownHeader.Authorization or KnownHeader.SecWebSocketProtocol or KnownHeader.UserAgent => true,
            KnownHeader.Cookie => options.ForwardCookies,
            _ => Ascii.EqualsIgnoreCase(fields.Name(index), "X-Api-Key"u8)
                || Ascii.EqualsIgnoreCase(fields.Name(index), "X-Goog-Api-Key"u8),
        };
    }

    private void WriteOrigin(PipeWriter output, ForwardProxy.RequestTarget place)
    {
        output.Write(target.IsSecure ? "Origin: https://"u8 : "Origin: http://"u8);
        output.Write(place.Authority(target.Url));
        output.Write("\r\n"u8);
    }

    private static void WriteField(PipeWriter output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        output.Write(name);
        output.Write(": "u8);
        output.Write(value);
        output.Write("\r\n"u8);
    }
}
