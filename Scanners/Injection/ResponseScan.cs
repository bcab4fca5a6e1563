using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Injection;

/// <summary>Examines one answer as it arrives and releases what is known to be clean as early as possible.</summary>
/// <remarks>
/// received ─► (a) binary by its first bytes? all of it passes ─► (b) text: examined as soon as more than
/// <see cref="MaxTail"/> bytes are held, and at the end; the last part waits for what follows it.
/// An answer with a content coding is decoded on the side and judged by its text. Not thread-safe; rented from a
/// <see cref="ResponseScanPool"/>.
/// </remarks>
public sealed class ResponseScan : IDisposable
{
    /// <summary>The most bytes of an answer without content coding that are held back at any time.</summary>
    public const int MaxTail = 2 * 1024;

    /// <summary>The rule that an answer breaks whose content coding cannot be undone.</summary>
    public const string EncodingRule = "response-encoding";

    private const string Where = "response";

    private readonly AnswerText _text;
    private readonly DecodingLimits _limits;
    private BodyInflater? _inflater;
    private ContentCoding _coding;
    private bool _encodingReported;
    private long _received;
    private bool _completed;

    internal ResponseScan(InjectionEngine engine, Lazy<InjectionEngine>? cards, in DecodingLimits limits)
    {
        _text = new AnswerText(engine, Where, ScanLayer.ResponseScan, cards);
        _limits = limits;
    }

    /// <summary>How many bytes from the start of the answer may be released if all was clean.</summary>
    public long CleanBytes => _completed ? _received : _inflater?.Examined ?? _text.Examined;

    /// <summary>How the answer was said to be structured.</summary>
    public MediaKind Declared { get; private set; }

    /// <summary>Nothing has to be decoded before the answer can be read.</summary>
    public bool IsPlain => _coding == ContentCoding.Identity;

    /// <summary>Examines an answer that is here as a whole, without holding or copying any of it.</summary>
    /// <param name="whole">The answer, of which nothing was appended.</param>
    /// <returns>
    /// True when it is clean, and nothing more has to be done. What any other one shows, <see cref="Append"/> and
    /// <see cref="Complete"/> tell as if it had not been asked.
    /// </returns>
    public bool Clears(ReadOnlySpan<byte> whole) =>
        IsPlain && _received == 0 && _text.Clears(whole);

    /// <summary>Takes the next bytes of the answer, as received and in pieces of any length.</summary>
    /// <returns>What they show; clean does not yet clear the bytes, <see cref="CleanBytes"/> does.</returns>
    public Findings Append(ReadOnlySpan<byte> chunk)
    {
        var found = new FindingSet();
        _received += chunk.Length;
        if (_inflater is null)
            _text.Append(chunk, ref found);
        else
            _inflater.Append(chunk, ref found);
        ReportEncoding(ref found);
        return found.ToFindings();
    }

    /// <summary>Says that the answer has ended; what is still held back is examined.</summary>
    public Findings Complete()
    {
        var found = new FindingSet();
        if (_inflater is null)
            _text.Complete(ref found);
        else
            _inflater.Complete(ref found);
        ReportEncoding(ref found);
        _completed = true;
        return found.ToFindings();
    }

    /// <summary>Releases the memory of a scan that does not go back to its pool.</summary>
    public void Dispose() => Reset();

    internal void Start(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding)
    {
        _coding = ContentCodings.Parse(contentEncoding);
        var isCoded = _coding is not (ContentCoding.Identity or ContentCoding.Unknown);
        Declared = MediaKinds.Declared(contentType);
        _text.Start(Declared, isCoded);
        _inflater = isCoded ? new BodyInflater(_coding, _limits, _text) : null;
        _encodingReported = false;
        _received = 0;
        _completed = false;
    }

    internal void Reset()
    {
        _inflater?.Dispose();
        _inflater = null;
        _text.Release();
    }

    private void ReportEncoding(ref FindingSet found)
    {
        var unreadable = _coding == ContentCoding.Unknown || _inflater is { HasFailed: true };
        if (!unreadable || _encodingReported || _received == 0)
            return;
        _encodingReported = true;
        found.Add(new Finding(
            ScanLayer.ResponseScan, EncodingRule, "Response Encoding", Severity.High,
            "response encoding cannot be scanned")
        {
            Where = Where,
        });
    }
}
