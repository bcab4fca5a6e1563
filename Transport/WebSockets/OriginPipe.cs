using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.WebSockets;

/// <summary>The bytes of an origin's connection, through TLS where the URL asks for it.</summary>
internal sealed class OriginPipe : IDuplexPipe, IAsyncDisposable
{
    private readonly Stream _stream;

    private OriginPipe(Stream stream)
    {
        _stream = stream;
        Input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        Output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <summary>Takes over a connection; with TLS, its certificate must be valid for <paramref name="host"/>.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The certificate is not.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<OriginPipe> OpenAsync(UpstreamConnection origin, bool isSecure, string host)
    {
        var plain = new NetworkStream(origin.Socket, ownsSocket: false);
        if (!isSecure) return new OriginPipe(plain);
        var tls = new SslStream(plain);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ApplicationProtocols = [SslApplicationProtocol.Http11], // An upgrade is a matter of HTTP/1.1.
            }).ConfigureAwait(false);
            return new OriginPipe(tls);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }
}
