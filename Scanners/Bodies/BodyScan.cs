using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Examines one message body as it arrives, in memory that does not depend on its length.</summary>
/// <remarks>Not thread-safe: one body, one scan at a time. Rented from a <see cref="BodyScanPool"/>.</remarks>
public sealed class BodyScan
{
    /// <summary>The most bytes that may be held back at any time: received, but not known to be clean.</summary>
    public const int MaxTail = 256 * 1024;

    private readonly TextScanner _scanner;

    internal BodyScan(TextScanner scanner) => _scanner = scanner;

    /// <summary>How many bytes from the start of the body are known to be clean and may be released.</summary>
    public long CleanBytes { get; private set; }

    /// <summary>Takes the next bytes of the body, as received.</summary>
    /// <returns>What was found by them; clean does not yet clear the bytes, <see cref="CleanBytes"/> does.</returns>
    public Findings Append(ReadOnlySpan<byte> chunk) => _scanner.Scan(chunk, ScanLayer.BodyDlp, "body");

    /// <summary>Says that the body has ended; what is still held back is examined.</summary>
    public Findings Complete() => _scanner.Scan([], ScanLayer.BodyDlp, "body");

    internal void Start(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding) => CleanBytes = 0;

    internal void Reset() => CleanBytes = 0;
}
