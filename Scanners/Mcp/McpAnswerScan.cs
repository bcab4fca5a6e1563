using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Mcp;

/// <summary>Examines the JSON of one answer as it arrives, in memory that does not depend on its length.</summary>
/// <remarks>
/// Takes a whole message, its envelope included, or a part of one: strings are found by their quotes. Both injected
/// instructions and secrets are looked for. Not thread-safe; rented from <see cref="McpScanner.RentAnswerScan"/>.
/// </remarks>
public sealed class McpAnswerScan
{
    private const string Where = "result";

    private readonly AnswerText _injection;
    private readonly WindowedText _secrets;
    private long _received;
    private bool _completed;

    internal McpAnswerScan(TextScanner text, InjectionEngine injection)
    {
        _injection = new AnswerText(injection, Where, ScanLayer.McpAnswer);
        _secrets = new WindowedText(text, Limits, ScanLayer.McpAnswer, Where);
    }

    /// <summary>The most bytes that are held back at any time: received, but not known to be clean.</summary>
    public const int MaxTail = 80 * 1024;

    private static BodyScanLimits Limits => new(Whole: 64 * 1024, Window: 64 * 1024, Overlap: 4 * 1024);

    /// <summary>How many bytes from the start were examined in full and may be released if all was clean.</summary>
    public long CleanBytes => _completed ? _received : Math.Min(_injection.Examined, _secrets.Examined);

    /// <summary>Takes the next bytes, in pieces of any length.</summary>
    /// <returns>What they show; clean does not yet clear the bytes, <see cref="CleanBytes"/> does.</returns>
    public Findings Append(ReadOnlySpan<byte> chunk)
    {
        var found = new FindingSet();
        _received += chunk.Length;
        _injection.Append(chunk, ref found);
        _secrets.Append(chunk, ref found);
        return found.ToFindings();
    }

    /// <summary>Says that the answer has ended; what is still held back is examined.</summary>
    public Findings Complete()
    {
        var found = new FindingSet();
        _injection.Complete(ref found);
        _secrets.Complete(ref found);
        _completed = true;
        return found.ToFindings();
    }

    internal void Start()
    {
        _injection.Start(MediaKind.Json, isCoded: false);
        _secrets.Start("application/json"u8, default);
        _received = 0;
        _completed = false;
    }

    internal void Reset()
    {
        _injection.Release();
        _secrets.Release();
    }
}
