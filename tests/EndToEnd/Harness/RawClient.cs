using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>One connection on which a test sends exact bytes and reads answers strictly. Not thread-safe.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly Stream stream;
    private readonly ByteReader reader;
    private readonly CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));

    /// <summary>Takes over a connected stream.</summary>
    public RawClient(Stream stream)
    {
        this.stream = stream;
        reader = new ByteReader(stream);
    }

    /// <summary>Sends these bytes, one per character.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends these bytes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        await stream.WriteAsync(bytes, deadline.Token);
    }

    /// <summary>Ends the sending direction and leaves the other open.</summary>
    public void HalfClose() => ((NetworkStream)stream).Socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads exactly so many bytes of a tunnel.</summary>
    public async Task<byte[]> ReadExactlyAsync(int length) => await reader.ReadExactlyAsync(length, deadline.Token);

    /// <summary>Reads so many bytes and returns their SHA-256, in lower-case hexadecimal.</summary>
    public async Task<string> DigestAsync(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long read = 0; read < length;)
        {
            var piece = await reader.ReadSomeAsync(length - read, CancellationToken.None);
            if (piece.IsEmpty)
                throw new EndOfStreamException($"the answer ended after {read} of {length} bytes");
            hash.AppendData(piece.Span);
            read += piece.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads what is left until the other side closes.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var rest = new MemoryStream();
        while (await reader.ReadSomeAsync(int.MaxValue, deadline.Token) is { IsEmpty: false } piece)
            rest.Write(piece.Span);
        return rest.ToArray();
    }

    /// <summary>Whether the other side has closed or reset the connection, with nothing unread before.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return (await reader.ReadSomeAsync(1, deadline.Token)).IsEmpty;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Reads one head: a 1xx answer, a CONNECT answer, or the beginning of an answer.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = await reader.ReadBlockAsync(deadline.Token)
            ?? throw new EndOfStreamException("closed without an answer");
        Assert.Matches("^HTTP/1\\.[01] [0-9]{3} ", head);
        return head;
    }

    /// <summary>Reads one final answer by the rules of RFC 9112 §6.3, and nothing beyond it.</summary>
    /// <param name="method">The method of the request, which decides whether a body follows.</param>
    /// <param name="onInterim">Called with each 1xx head as it arrives.</param>
    public async Task<RawResponse> ReadResponseAsync(string method = "GET", Func<string, Task>? onInterim = null)
    {
        var interim = new List<string>();
        var head = await ReadHeadAsync();
        for (; head[9] == '1'; head = await ReadHeadAsync())
        {
            interim.Add(head);
            if (onInterim is not null)
                await onInterim(head);
        }

        if (method == "HEAD" || head[9..12] is "204" or "304" || (method == "CONNECT" && head[9] == '2'))
            return new RawResponse(head, [], "", interim);

        var length = RawResponse.FieldOf(head, "Content-Length");
        if (RawResponse.FieldOf(head, "Transfer-Encoding") is { } coding)
        {
            Assert.Equal("chunked", coding, ignoreCase: true);
            Assert.Null(length);
            return await ReadChunkedAsync(head, interim);
        }

        var body = length is null
            ? await ReadToEndAsync()
            : await ReadExactlyAsync(int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture));
        return new RawResponse(head, body, "", interim);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        deadline.Dispose();
    }

    private async Task<RawResponse> ReadChunkedAsync(string head, List<string> interim)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await reader.ReadLineAsync(deadline.Token) ?? throw new EndOfStreamException("no chunk size");
            var size = int.Parse(line.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size == 0)
                break;
            body.Write(await ReadExactlyAsync(size));
            Assert.Equal("", await reader.ReadLineAsync(deadline.Token));
        }

        var trailers = await reader.ReadBlockAsync(deadline.Token)
            ?? throw new EndOfStreamException("no end of trailers");
        return new RawResponse(head, body.ToArray(), trailers, interim);
    }
}
