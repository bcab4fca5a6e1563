using System.Text;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Transport.Mcp;

/// <summary>The ids of the client's requests that were passed on and not yet answered. Bounded; thread-safe.</summary>
/// <remarks>When a server goes away, each of them still gets its answer.</remarks>
internal sealed class OpenRequests
{
    /// <summary>A client that waits for more answers than this has lost count itself.</summary>
    private const int Most = 10_000;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _answeredHere = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _ids.Count;
        }
    }

    /// <summary>Notes the requests in a message, or batch, that goes to the server.</summary>
    public void NoteRequests(ReadOnlySpan<byte> raw) => _ = ForEach(raw, JsonRpcKind.Request, isRequest: true);

    /// <summary>Notes the answers in a message, or batch, that comes from the server.</summary>
    /// <returns>False for the answer to a request that was answered here: the client must not get two.</returns>
    public bool NoteAnswers(ReadOnlySpan<byte> raw) => ForEach(raw, JsonRpcKind.Response, isRequest: false);

    /// <summary>Takes every id out: whoever does answers them.</summary>
    public string[] TakeAll()
    {
        lock (_lock)
        {
            string[] all = [.. _ids];
            _ids.Clear();
            if (_answeredHere.Count > Most) _answeredHere.Clear();
            _answeredHere.UnionWith(all);
            return all;
        }
    }

    private bool ForEach(ReadOnlySpan<byte> raw, JsonRpcKind kind, bool isRequest)
    {
        switch (JsonRpcMessage.TryRead(
            raw, new JsonRpcLimits(int.MaxValue, JsonRpcLimits.Default.MaxDepth), out var message))
        {
            case JsonRpcStatus.Message:
                var isError = message.Kind == JsonRpcKind.ErrorResponse && !isRequest;
                return (message.Kind != kind && !isError) || Note(message.Id, isRequest);
            case JsonRpcStatus.Batch:
                foreach (var one in new JsonRpcBatch(raw)) ForEach(one, kind, isRequest);
                return true;
            default:
                return true;
        }
    }

    private bool Note(ReadOnlySpan<byte> id, bool isRequest)
    {
        var text = Encoding.UTF8.GetString(id);
        lock (_lock)
        {
            if (!isRequest) return _ids.Remove(text) || !_answeredHere.Remove(text);
            if (_ids.Count < Most) _ids.Add(text);
            return true;
        }
    }
}
