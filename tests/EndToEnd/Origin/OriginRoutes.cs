using System.Globalization;
using System.Text;

namespace Pipelock.EndToEnd.Origins;

/// <summary>What the origin answers, by the first segment of the path.</summary>
/// <remarks>
/// <code>
/// /json               200 {"ok":true}                     /echo          200 the request body
/// /digest             200 length and digest of the body   /head          200 the request head
/// /bytes/N            200 N bytes of filler text          /chunked/N     the same in chunks, with a trailer
/// /until-close/N      the same, ended by closing          /http10/N      the same with a version of HTTP/1.0
/// /status/CODE        that status without a body          /early         103, then 200
/// /hold/NAME          200 once the gate is opened         /half/NAME     200 in two halves around the gate
/// /truncated/N        announces N bytes, sends half       /drop          closes without an answer
/// /refuse-expect      417 where a client expects 100       /script/NAME   what the test put there
/// </code>
/// </remarks>
internal static class OriginRoutes
{
    /// <summary>Reads the rest of the request and answers it.</summary>
    /// <returns>Whether the connection stays open.</returns>
    public static async Task<bool> AnswerAsync(
        TestOrigin origin, OriginRequest request, ByteReader reader, Stream stream, CancellationToken cancellation)
    {
        var segments = request.Target.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var route = segments.FirstOrDefault() ?? "";
        var argument = segments.ElementAtOrDefault(1) ?? "";

        if (request.Field("Expect") is not null)
        {
            if (route == "refuse-expect")
            {
                await SendAsync("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return false;
            }

            await SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
        }

        await BodyReader.ReadAsync(request, reader, cancellation);
        origin.Record.AddRequest(request);
        origin.Served?.Invoke(request);

        switch (route)
        {
            case "echo":
                await SendAsync(Ok(request.BodyStart.Length, "text/plain"));
                await stream.WriteAsync(request.BodyStart, cancellation);
                return true;
            case "digest":
                return await TextAsync($"{request.BodyLength} {request.BodyDigest}");
            case "head":
                return await TextAsync(request.Head);
            case "bytes":
                await SendAsync(Ok(Number(argument), "text/plain"));
                return request.Method == "HEAD" || await FillAsync(Number(argument));
            case "chunked":
                return await ChunkedAsync(Number(argument));
            case "until-close":
                await SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");
                await FillAsync(Number(argument));
                return false;
            case "http10":
                await SendAsync("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n");
                await FillAsync(Number(argument));
                return false;
            case "status":
                await SendAsync($"HTTP/1.1 {argument} Status\r\nETag: \"fixed\"\r\n"
                    + (argument is "204" or "304" ? "\r\n" : "Content-Length: 0\r\n\r\n"));
                return true;
            case "early":
                await SendAsync("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n");
                return await TextAsync("after the hints");
            case "hold":
                await origin.Gates.PassAsync(argument).WaitAsync(cancellation);
                return await TextAsync("held");
            case "half":
                await SendAsync(Ok(10, "text/plain") + "first");
                await origin.Gates.PassAsync(argument).WaitAsync(cancellation);
                await SendAsync("-last");
                return true;
            case "truncated":
                await SendAsync(Ok(Number(argument), "text/plain"));
                await FillAsync(Number(argument) / 2);
                return false;
            case "drop":
                return false;
            case "script":
                return await PlayAsync(argument, origin.Scripts[argument]);
            default:
                await SendAsync(Ok(11, "application/json") + (request.Method == "HEAD" ? "" : "{\"ok\":true}"));
                return true;
        }

        async Task SendAsync(string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellation);

        async Task<bool> TextAsync(string text)
        {
            await SendAsync(Ok(text.Length, "text/plain") + text);
            return true;
        }

        async Task<bool> PlayAsync(string name, Script script)
        {
            for (var i = 0; i < script.Pieces.Count; i++)
            {
                if (script.Gated && i > 0)
                    await origin.Gates.PassAsync($"{name}-{i}").WaitAsync(cancellation);
                await stream.WriteAsync(script.Pieces[i], cancellation);
            }

            return true;
        }

        async Task<bool> FillAsync(long length)
        {
            for (long offset = 0; offset < length;)
            {
                var slice = FillerText.Slice(offset, length - offset);
                await stream.WriteAsync(slice, cancellation);
                offset += slice.Length;
            }

            return true;
        }

        async Task<bool> ChunkedAsync(long length)
        {
            await SendAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nTrailer: X-Digest\r\n\r\n");
            for (long offset = 0; offset < length;)
            {
                // Chunk sizes that never fall together with a buffer's.
                var slice = FillerText.Slice(offset, Math.Min(length - offset, 7919));
                await SendAsync($"{slice.Length:x}\r\n");
                await stream.WriteAsync(slice, cancellation);
                await SendAsync("\r\n");
                offset += slice.Length;
            }

            await SendAsync($"0\r\nX-Digest: {FillerText.Digest(length)}\r\n\r\n");
            return true;
        }
    }

    private static string Ok(long length, string type) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n";

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
