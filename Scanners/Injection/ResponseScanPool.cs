using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Injection;

/// <summary>Keeps finished <see cref="ResponseScan"/>s for the next answer, so that a clean one costs
/// nothing.</summary>
/// <remarks>Thread-safe. At most <see cref="Capacity"/> idle scans are kept.</remarks>
public sealed class ResponseScanPool
{
    /// <summary>The number of idle scans kept.</summary>
    public const int Capacity = IdleScans<ResponseScan>.Capacity;

    private readonly IdleScans<ResponseScan> _idle = new();
    private readonly InjectionEngine _engine;
    private readonly Lazy<InjectionEngine>? _cards;
    private readonly DecodingLimits _limits;

    /// <summary>Creates a pool.</summary>
    /// <param name="engine">Examines every answer.</param>
    /// <param name="cards">Examines answers that are an agent's card once more, as definitions of tools.</param>
    /// <param name="limits">How far content codings are undone; null for the defaults.</param>
    public ResponseScanPool(
        InjectionEngine engine, Lazy<InjectionEngine>? cards = null, DecodingLimits? limits = null)
    {
        _engine = engine;
        _cards = cards;
        _limits = limits ?? DecodingLimits.Default;
    }

    /// <summary>Hands out a scan for one answer.</summary>
    /// <param name="contentType">The value of Content-Type, empty when there is none.</param>
    /// <param name="contentEncoding">The value of Content-Encoding, empty when there is none.</param>
    public ResponseScan Rent(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding)
    {
        if (!_idle.TryTake(out var scan))
            scan = new ResponseScan(_engine, _cards, _limits);
        scan.Start(contentType, contentEncoding);
        return scan;
    }

    /// <summary>Takes a scan back; its buffers are released and the caller must not use it any more.</summary>
    public void Return(ResponseScan scan)
    {
        scan.Reset();
        _idle.Keep(scan);
    }
}
