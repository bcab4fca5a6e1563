using Pipelock.Scanners.A2a;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Examines one message body as it arrives, in memory that does not depend on its length.</summary>
/// <remarks>
/// Bodies of up to 256 KiB are examined as a whole once they are complete, with their structure; longer ones in windows
/// of 64 KiB, each begun 4 KiB before the end of the last. A body with a content coding is examined as sent and, on the
/// side, decoded. Not thread-safe: one body, one scan at a time. Rented from a <see cref="BodyScanPool"/>.
/// </remarks>
public sealed class BodyScan : IDisposable
{
    /// <summary>The most bytes that may be held back at any time: received, but not known to be clean.</summary>
    public const int MaxTail = 272 * 1024;

    private const string EncodingRule = "body-encoding";
    private const string Where = "body";

    private readonly WindowedText _raw;
    private readonly WindowedText _plain;
    private readonly DecodingLimits _decoding;
    private BodyInflater? _inflater;
    private ContentCoding _coding;
    private bool _encodingReported;
    private long _received;
    private long _completed;

    internal BodyScan(TextScanner scanner, BodyScanLimits limits, AgentMessages? agents = null)
        : this(scanner, limits, DecodingLimits.Default, agents)
    {
    }

    internal BodyScan(
        TextScanner scanner, BodyScanLimits limits, in DecodingLimits decoding, AgentMessages? agents = null)
    {
        _decoding = decoding;
        _raw = new WindowedText(scanner, limits, ScanLayer.BodyDlp, Where, agents);
        _plain = new WindowedText(scanner, limits, ScanLayer.BodyDlp, Where, agents);
    }

    /// <summary>The pool it came from, which alone may hand it out again: scans of different pools forgive different
    /// things.</summary>
    internal BodyScanPool? Home { get; init; }

    /// <summary>How many bytes from the start of the body were examined in full and may be released if all was
    /// clean.</summary>
    public long CleanBytes => Math.Max(
        _completed, _inflater is null ? _raw.Examined : Math.Min(_raw.Examined, _inflater.Examined));

    /// <summary>Takes the next bytes of the body, as received and in pieces of any length.</summary>
    /// <returns>What they show; clean does not yet clear the bytes, <see cref="CleanBytes"/> does.</returns>
    public Findings Append(ReadOnlySpan<byte> chunk)
    {
        var found = new FindingSet();
        _received += chunk.Length;
        _raw.Append(chunk, ref found);
        _inflater?.Append(chunk, ref found);
        ReportEncoding(ref found);
        return found.ToFindings();
    }

    /// <summary>Says that the body has ended; what is still held back is examined.</summary>
    public Findings Complete()
    {
        var found = new FindingSet();
        _raw.Complete(ref found);
        _inflater?.Complete(ref found);
        ReportEncoding(ref found);
        _completed = _received;
        return found.ToFindings();
    }

    /// <summary>Releases the memory of a scan that does not go back to its pool.</summary>
    public void Dispose() => Reset();

    internal void Start(
        ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding, bool isForAgent = false)
    {
        _coding = ContentCodings.Parse(contentEncoding);
        var isCoded = _coding is not (ContentCoding.Identity or ContentCoding.Unknown);
        _raw.Start(isCoded ? default : contentType, default, isForAgent && !isCoded);
        if (isCoded)
        {
            _plain.Start(contentType, new DecodingChain().Then(Decoding.Compression), isForAgent);
            _inflater = new BodyInflater(_coding, _decoding, _plain);
        }

        _encodingReported = false;
        _received = 0;
        _completed = 0;
    }

    internal void Reset()
    {
        _inflater?.Dispose();
        _inflater = null;
        _raw.Release();
        _plain.Release();
    }

    private void ReportEncoding(ref FindingSet found)
    {
        var unreadable = _coding == ContentCoding.Unknown || _inflater is { HasFailed: true };
        if (unreadable && !_encodingReported && _received > 0)
        {
            _encodingReported = true;
            found.Add(new Finding(
                ScanLayer.BodyDlp,
                EncodingRule,
                "Body Encoding",
                Severity.High,
                "body encoding cannot be scanned")
            {
                Where = Where,
            });
        }
    }
}
