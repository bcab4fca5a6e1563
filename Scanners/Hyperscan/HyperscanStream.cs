using System.Runtime.ConstrainedExecution;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>
/// One text that arrives in pieces. Not thread-safe; reusable through <see cref="Reset"/>, so pool it.
/// </summary>
public sealed unsafe class HyperscanStream : CriticalFinalizerObject, IDisposable
{
    private readonly HyperscanDatabase _database;
    private nint _stream;

    /// <summary>Opens a stream over a database compiled for <see cref="HyperscanMode.Stream"/>.</summary>
    public HyperscanStream(HyperscanDatabase database)
    {
        if (database.Mode != HyperscanMode.Stream)
            throw new ArgumentException("The database was not compiled for stream mode.", nameof(database));
        _database = database;
        var held = false;
        database.DangerousAddRef(ref held);
        nint stream = 0;
        var code = HyperscanNative.OpenStream(database.DangerousGetHandle(), 0, &stream);
        if (code != HyperscanNative.Success)
            database.DangerousRelease();
        HyperscanLibrary.Check("hs_open_stream", code);
        _stream = stream;
    }

    /// <summary>Closes a stream that its owner lost.</summary>
    ~HyperscanStream() => Close();

    /// <summary>Scans the next piece; offsets count from the start of the stream.</summary>
    /// <remarks>After <see cref="HyperscanOutcome.Full"/> the stream reports nothing until it is reset.</remarks>
    public HyperscanOutcome Scan(ReadOnlySpan<byte> piece, Span<HyperscanMatch> matches, out int count)
    {
        ObjectDisposedException.ThrowIf(_stream == 0, this);
        var scratch = ScratchPool.Rent(_database.ScratchGeneration);
        int code;
        fixed (byte* data = &MatchCollector.NeverNull(piece))
        fixed (HyperscanMatch* list = matches)
        {
            var collector = new MatchCollector(list, matches.Length);
            code = HyperscanNative.ScanStream(
                _stream, data, (uint)piece.Length, 0, scratch.Pointer, &MatchCollector.OnMatch, &collector);
            count = collector.Count;
        }

        ScratchPool.Return(scratch);
        return MatchCollector.Outcome("hs_scan_stream", code);
    }

    /// <summary>Ends the text: lists the matches that hold only at its end (<c>$</c>), then starts anew.</summary>
    public HyperscanOutcome Finish(Span<HyperscanMatch> matches, out int count)
    {
        ObjectDisposedException.ThrowIf(_stream == 0, this);
        var scratch = ScratchPool.Rent(_database.ScratchGeneration);
        int code;
        fixed (HyperscanMatch* list = matches)
        {
            var collector = new MatchCollector(list, matches.Length);
            code = HyperscanNative.ResetStream(_stream, 0, scratch.Pointer, &MatchCollector.OnMatch, &collector);
            count = collector.Count;
        }

        ScratchPool.Return(scratch);
        return MatchCollector.Outcome("hs_reset_stream", code);
    }

    /// <summary>Forgets the text seen so far and starts anew.</summary>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_stream == 0, this);
        HyperscanLibrary.Check("hs_reset_stream", HyperscanNative.ResetStream(_stream, 0, 0, null, null));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private void Close()
    {
        // The finaliser runs also when the constructor threw, before there was a stream or a reference to give back.
        var stream = Interlocked.Exchange(ref _stream, 0);
        if (stream == 0)
            return;
        _ = HyperscanNative.CloseStream(stream, 0, null, null);
        _database.DangerousRelease();
    }
}
