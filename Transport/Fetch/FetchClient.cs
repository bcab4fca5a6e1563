using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Scanners.Bodies;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;
using Pipelock.Transport.WebSockets;

namespace Pipelock.Transport.Fetch;

/// <summary>Gets one URL that was found clean from an address that is checked here. One hop; follows nothing.</summary>
/// <remarks>
/// Nothing of the client's request goes along. The client's connection holds the answer's head, and its deadline is
/// that of the whole fetch: it and the client's leaving end the connection to the origin.
/// </remarks>
internal sealed class FetchClient(ProxyServices services, ClientConnection client, FetchProxyOptions options)
{
    private readonly long _maxBytes = options.MaxResponseMb * 1024L * 1024L;

    /// <summary>Gets <paramref name="url"/>.</summary>
    public async Task<FetchReply> GetAsync(byte[] url, RequestTarget target, PolicySnapshot policy, long deadline)
    {
        var dialled = await OriginDial.DialThroughAsync(services, client, url, target, policy).ConfigureAwait(false);
        if (dialled.Connection is not { } origin) return NotDialled(dialled);
        using (origin)
        {
            client.Attach(origin, abortWhenClientLeaves: true);
            try
            {
                client.SetDeadline(deadline);
                await using var pipe = new OriginPipe(origin.OpenStream());
                await SendAsync(pipe.Output, url, target).ConfigureAwait(false);
                var reply = await ReadAsync(pipe.Input, policy.Scanner.Decoding).ConfigureAwait(false);
                return reply with { Decision = dialled.Decision };
            }
            catch (Exception e) when (
                e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return FetchReply.Failed(FetchStatus.Failed, client.Expired
                    ? "the origin did not answer in time" : "the connection to the origin broke");
            }
            finally
            {
                client.Detach();
            }
        }
    }

    private static FetchReply NotDialled(in DialResult dialled) => dialled.Status == DialStatus.Refused
        ? new FetchReply { Status = FetchStatus.Refused, Decision = dialled.Decision }
        : FetchReply.Failed(FetchStatus.Failed, dialled.Status switch
        {
            DialStatus.Unresolvable => "the host name could not be resolved",
            DialStatus.TimedOut => "the origin did not accept a connection in time",
            DialStatus.Untrusted => dialled.Fault!,
            DialStatus.ParentRefused => "the parent proxy refused the connection",
            _ => "the origin refused the connection or cannot be reached",
        });

    private async Task SendAsync(PipeWriter output, byte[] url, RequestTarget target)
    {
        var path = Encoding.ASCII.GetString(target.PathAndQuery(url));
        var rooted = path.StartsWith('/') ? path : "/" + path;
        var agent = string.Concat(options.UserAgent.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        output.Write(Encoding.ASCII.GetBytes(
            $"GET {rooted} HTTP/1.1\r\nHost: {Encoding.ASCII.GetString(target.Authority(url))}\r\n"
            + $"User-Agent: {agent}\r\n"
            + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.5\r\n"
            + "Accept-Encoding: gzip, deflate, br\r\nConnection: close\r\n\r\n"));
        await output.FlushAsync().ConfigureAwait(false);
    }

    private async Task<FetchReply> ReadAsync(PipeReader input, DecodingLimits decoding)
    {
        var head = client.AnswerHead;
        head.Reset();
        while (true)
        {
            var read = await input.ReadAsync().ConfigureAwait(false);
            var status = head.TryParse(read.Buffer, RequestMethod.Get, out var consumed, out var examined);
            input.AdvanceTo(consumed, examined);
            if (status == ParseStatus.Refused)
                return FetchReply.Failed(FetchStatus.Failed, "the origin's answer is not valid HTTP");
            if (status == ParseStatus.Complete && !head.IsInterim) break;
            if (status == ParseStatus.NeedMore && read.IsCompleted)
                return FetchReply.Failed(FetchStatus.Failed, "the origin closed the connection before it answered");
        }

        var coded = new ArrayBufferWriter<byte>();
        var end = await ReadBodyAsync(input, head, coded).ConfigureAwait(false);
        if (end == FetchStatus.Failed) return FetchReply.Failed(end, "the origin's answer broke off");
        head.Fields.TryFind(KnownHeader.ContentEncoding, out var coding);
        var body = Array.Empty<byte>();
        if (end == FetchStatus.Complete)
        {
            end = BodyDecoder.Decode(
                coded.WrittenSpan.ToArray(), ContentCodings.Parse(coding), _maxBytes, decoding, out body);
        }

        return new FetchReply
        {
            Status = end,
            StatusCode = head.StatusCode,
            ContentType = Field(head, KnownHeader.ContentType),
            Location = Field(head, KnownHeader.Location),
            Body = body,
        };
    }

    private async Task<FetchStatus> ReadBodyAsync(PipeReader input, ResponseHead head, ArrayBufferWriter<byte> body)
    {
        var isEmpty = head.Framing == ResponseFraming.ContentLength && head.ContentLength == 0;
        if (head.Framing == ResponseFraming.None || isEmpty) return FetchStatus.Complete;
        if (head.Framing == ResponseFraming.ContentLength && head.ContentLength > _maxBytes)
            return FetchStatus.TooLarge;

        var payload = new ResponsePayload(head, new TrailerSection());
        while (true)
        {
            var read = await input.ReadAsync().ConfigureAwait(false);
            var status = Take(read.Buffer, ref payload, body);
            input.AdvanceTo(read.Buffer.End);
            if (body.WrittenCount > _maxBytes) return FetchStatus.TooLarge;
            if (status == PayloadStatus.Complete) return FetchStatus.Complete;
            if (status == PayloadStatus.Refused) return FetchStatus.Failed;
            if (read.IsCompleted) return payload.EndsWithConnection ? FetchStatus.Complete : FetchStatus.Failed;
        }
    }

    private static PayloadStatus Take(
        ReadOnlySequence<byte> buffer, ref ResponsePayload payload, ArrayBufferWriter<byte> body)
    {
        var status = PayloadStatus.NeedMore;
        foreach (var segment in buffer)
        {
            var bytes = segment.Span;
            do
            {
                status = payload.Next(bytes, out var consumed, out var start, out var length);
                body.Write(bytes.Slice(start, length));
                bytes = bytes[consumed..];
            }
            while (status == PayloadStatus.Payload);
            if (status != PayloadStatus.NeedMore) break;
        }

        return status;
    }

    private static string Field(ResponseHead head, KnownHeader name) =>
        head.Fields.TryFind(name, out var value) ? Encoding.Latin1.GetString(value) : "";
}
