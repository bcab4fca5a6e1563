using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Pipelock.Scanners;

/// <summary>Keeps scans that are done for the next one, so that clean traffic costs no allocation.</summary>
/// <remarks>Thread-safe. What is above <see cref="Capacity"/> is left to the collector.</remarks>
internal sealed class IdleScans<TScan>
    where TScan : class
{
    /// <summary>The number of idle scans kept.</summary>
    public const int Capacity = 256;

    private readonly ConcurrentQueue<TScan> _idle = new();
    private TScan? _latest; // mostly there is one at a time, and no queue is needed

    /// <summary>Takes an idle scan; false when there is none and one must be made.</summary>
    public bool TryTake([NotNullWhen(true)] out TScan? scan)
    {
        scan = _latest is null ? null : Interlocked.Exchange(ref _latest, null);
        return scan is not null || _idle.TryDequeue(out scan);
    }

    /// <summary>Keeps a scan whose buffers were released, if there is room.</summary>
    public void Keep(TScan scan)
    {
        if (_latest is null && Interlocked.CompareExchange(ref _latest, scan, null) is null)
            return;
        if (_idle.Count < Capacity - 1)
            _idle.Enqueue(scan);
    }
}
