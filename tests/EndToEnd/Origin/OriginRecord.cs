using System.Buffers;
using System.Text;

namespace Pipelock.EndToEnd.Origins;

/// <summary>Everything the origin was sent, over all its connections. Thread-safe.</summary>
internal sealed class OriginRecord
{
    /// <summary>Bytes kept for searching; what a bulk transfer sends beyond is counted only.</summary>
    private const int KeptBytes = 8 * 1024 * 1024;

    private readonly Lock guard = new();
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly List<OriginRequest> requests = [];
    private int connections;

    /// <summary>Connections accepted so far.</summary>
    public int Connections
    {
        get
        {
            lock (guard)
                return connections;
        }
    }

    /// <summary>Complete requests so far, in the order of their completion.</summary>
    public IReadOnlyList<OriginRequest> Requests
    {
        get
        {
            lock (guard)
                return [.. requests];
        }
    }

    /// <summary>Whether these bytes were seen, as they stand, on any connection.</summary>
    public bool Saw(string text)
    {
        lock (guard)
            return bytes.WrittenSpan.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }

    /// <summary>Notes a new connection.</summary>
    public void AddConnection()
    {
        lock (guard)
            connections++;
    }

    /// <summary>Notes bytes as they arrive.</summary>
    public void AddBytes(ReadOnlyMemory<byte> piece)
    {
        lock (guard)
        {
            if (bytes.WrittenCount < KeptBytes)
                bytes.Write(piece.Span);
        }
    }

    /// <summary>Notes a request that has arrived completely.</summary>
    public void AddRequest(OriginRequest request)
    {
        lock (guard)
            requests.Add(request);
    }
}
