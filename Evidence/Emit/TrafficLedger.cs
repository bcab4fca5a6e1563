using System.Text;
using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Emit;

/// <summary>Which hosts were asked for, how often, and what came of it: for summaries and learned allowlists.</summary>
/// <remarks>Reads what the log is given, so it knows no more than the log may tell. Bounded; thread-safe.</remarks>
public sealed class TrafficLedger
{
    private const int MostHosts = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, HostTraffic> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every host, the busiest first.</summary>
    public IReadOnlyList<KeyValuePair<string, HostTraffic>> Hosts
    {
        get
        {
            lock (_lock)
            {
                return [.. _hosts.OrderByDescending(one => one.Value.Requests).ThenBy(
                    one => one.Key, StringComparer.Ordinal)];
            }
        }
    }

    internal void Note(ReadOnlySpan<byte> bytes)
    {
        var record = new RecordReader(bytes);
        var blocked = record.Event is EventKind.Blocked or EventKind.WsBlocked;
        if (!blocked && record.Event is not (
            EventKind.ForwardHttp or EventKind.Allowed or EventKind.TunnelClose or EventKind.WsClose))
            return;
        var host = "";
        long size = 0;
        while (record.Next())
        {
            switch (record.Name)
            {
                case FieldName.Url or FieldName.Target:
                    host = Encoding.UTF8.GetString(LoggedUrl.Host(record.Bytes)).ToLowerInvariant();
                    break;
                case FieldName.Action when record.Bytes.SequenceEqual("block"u8):
                    blocked = true;
                    break;
                case FieldName.SizeBytes or FieldName.TotalBytes or FieldName.ClientToServerBytes or FieldName.ServerToClientBytes:
                    size += record.Number;
                    break;
                case FieldName.Patterns:
                    for (var i = 0; i < record.Number; i++) record.ListItem();
                    break;
            }
        }

        if (host.Length > 0) Add(host, blocked, size);
    }

    private void Add(string host, bool blocked, long bytes)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(host, out var traffic) && _hosts.Count >= MostHosts) return;
            _hosts[host] = new HostTraffic(
                traffic.Requests + 1, traffic.Blocked + (blocked ? 1 : 0), traffic.Bytes + bytes);
        }
    }
}
