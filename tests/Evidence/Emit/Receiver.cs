using System.IO.Compression;
using System.Net;
using System.Threading.Channels;

namespace Pipelock.Evidence.Tests.Emit;

/// <summary>An HTTP receiver that keeps what it is sent and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Channel<(string Path, byte[] Body, string? Authorization)> _received =
        Channel.CreateUnbounded<(string, byte[], string?)>();

    private readonly Queue<int> _statuses;
    private readonly Task _serving;

    public Receiver(params int[] statuses)
    {
        _statuses = new Queue<int>(statuses);
        for (var port = 25_000 + (Environment.ProcessId % 4000); ; port++)
        {
            try
            {
                _listener = new HttpListener();
                _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                _listener.Start();
                Url = $"http://127.0.0.1:{port}";
                break;
            }
            catch (HttpListenerException) when (port < 32_000)
            {
                // Taken.
            }
        }

        _serving = ServeAsync();
    }

    public string Url { get; }

    public async Task<(string Path, byte[] Body, string? Authorization)> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _received.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                var stream = context.Request.Headers["Content-Encoding"] == "gzip"
                    ? new GZipStream(
                        context.Request.InputStream, CompressionMode.Decompress) : context.Request.InputStream;
                await stream.CopyToAsync(body);
                await _received.Writer.WriteAsync(
                    (context.Request.Url!.AbsolutePath, body.ToArray(), context.Request.Headers["Authorization"]));
                context.Response.StatusCode = _statuses.TryDequeue(out var status) ? status : 200;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
