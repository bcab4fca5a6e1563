using System.Collections.Concurrent;
using System.Text;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>
/// The open event streams of the transport of revision 2024-11-05, by the address to which their client posts: what it
/// posts is answered on the stream, a refusal too. Thread-safe; as many as there are open streams.
/// </summary>
internal sealed class LegacyStreams
{
    private readonly ConcurrentDictionary<string, EventRelay> _streams = new(StringComparer.Ordinal);

    /// <summary>The stream that answers what is posted to <paramref name="target"/>, or null.</summary>
    public EventRelay? Find(ReadOnlySpan<byte> target) => _streams.IsEmpty
        ? null
        : _streams.GetValueOrDefault(Encoding.ASCII.GetString(target));

    /// <summary>A stream told its client to post to <paramref name="target"/>.</summary>
    public void Add(string target, EventRelay stream) => _streams[target] = stream;

    /// <summary>A stream has ended.</summary>
    public void Remove(string target, EventRelay stream) =>
        _streams.TryRemove(new KeyValuePair<string, EventRelay>(target, stream));
}
