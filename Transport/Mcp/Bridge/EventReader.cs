using Pipelock.Protocols.Sse;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Bridge;

/// <summary>Reads the events of a server's stream one by one. Not thread-safe.</summary>
internal sealed class EventReader(HttpLink link) : IDisposable
{
    private readonly SseParser _parser = new(McpLimits.ServerMessageBytes);
    private ReadOnlyMemory<byte> _piece;

    /// <summary>The data of the current event; good until the next one.</summary>
    public ReadOnlySpan<byte> Data => _parser.Data;

    /// <summary>Its type; empty for a message.</summary>
    public ReadOnlySpan<byte> Type => _parser.EventType;

    /// <summary>The id of the last event that had one; empty before.</summary>
    public string LastId { get; private set; } = "";

    /// <summary>How long to wait before connecting again, in milliseconds.</summary>
    public long Retry { get; private set; } = 1000;

    /// <summary>Goes to the next event; false at the end of the stream.</summary>
    /// <exception cref="IOException">The connection failed, or an event is too large.</exception>
    public async ValueTask<bool> NextAsync()
    {
        while (true)
        {
            if (_piece.IsEmpty)
            {
                _piece = await link.ReadContentAsync().ConfigureAwait(false);
                if (_piece.IsEmpty) return false;
            }

            var status = _parser.Read(_piece.Span, out var consumed);
            _piece = _piece[consumed..];
            if (status == SseStatus.Oversize) throw new IOException("the server sent an event that is too large");
            if (status is not (SseStatus.Event or SseStatus.Blank)) continue;
            if (_parser.HasId) LastId = System.Text.Encoding.UTF8.GetString(_parser.Id);
            if (_parser.Retry >= 0) Retry = Math.Min(_parser.Retry, 30_000);
            if (status == SseStatus.Event) return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parser.Dispose();
}
