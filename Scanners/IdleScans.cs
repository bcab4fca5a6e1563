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

    /// <summary>Takes an idle scan; false when there is none and one must be made.</summary>
    public bool TryTake([NotNullWhen(true)] out TScan? scan) => _idle.TryDequeue(out scan);

    /// <summary>Keeps a scan whose buffers were released, if there is room.</summary>
    public void Keep(TScan scan)
    {
        if (_idle.Count < Capacity)
            _idle.Enqueue(scan);
    }
}
