using Pipelock.Scanners.A2a;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Keeps finished <see cref="BodyScan"/>s for the next body, so that a clean body costs no
/// allocation.</summary>
/// <remarks>Thread-safe. At most <see cref="Capacity"/> idle scans are kept; the rest is left to the
/// collector.</remarks>
public sealed class BodyScanPool
{
    /// <summary>The number of idle scans kept.</summary>
    public const int Capacity = IdleScans<BodyScan>.Capacity;

    private readonly IdleScans<BodyScan> _idle = new();
    private readonly TextScanner _scanner;
    private readonly AgentMessages? _agents;
    private readonly DecodingLimits _limits;

    /// <summary>Creates a pool whose scans use one scanner.</summary>
    public BodyScanPool(TextScanner scanner)
        : this(scanner, null, DecodingLimits.Default)
    {
    }

    /// <summary>Creates a pool whose scans also look for instructions in messages to agents.</summary>
    internal BodyScanPool(TextScanner scanner, AgentMessages? agents, in DecodingLimits limits)
    {
        _limits = limits;
        _scanner = scanner;
        _agents = agents;
    }

    /// <summary>Hands out a scan for one body.</summary>
    /// <param name="contentType">The value of Content-Type, empty when there is none.</param>
    /// <param name="contentEncoding">The value of Content-Encoding, empty when there is none.</param>
    /// <param name="isForAgent">The body is a message between agents, whatever it looks like.</param>
    public BodyScan Rent(
        ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding, bool isForAgent = false)
    {
        if (!_idle.TryTake(out var scan))
        {
            scan = new BodyScan(_scanner, BodyScanLimits.Default, _limits, _agents) { Home = this };
        }

        scan.Start(contentType, contentEncoding, isForAgent);
        return scan;
    }

    /// <summary>Takes a scan back, for the pool that it came from; its buffers are released and it must not be used by
    /// the caller any more.</summary>
    public void Return(BodyScan scan)
    {
        scan.Reset();
        (scan.Home ?? this)._idle.Keep(scan);
    }
}
