using System.IO.Pipelines;

namespace Pipelock.Transport.WebSockets;

/// <summary>The bytes of an origin's connection.</summary>
internal sealed class OriginPipe : IDuplexPipe, IAsyncDisposable
{
    private readonly Stream _stream;

    /// <summary>Takes over the stream of a connection.</summary>
    public OriginPipe(Stream stream)
    {
        _stream = stream;
        Input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        Output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }
}
