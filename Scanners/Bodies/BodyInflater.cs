using System.IO.Compression;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Undoes the content coding of a body on the side, as it arrives, and has the text examined.</summary>
/// <remarks>
/// Bounded in memory by the windows of the text, in time by <see cref="MaxRatio"/> and by <see cref="Budget"/>. Knows
/// up to which coded byte
/// everything was examined. Not thread-safe; made for one body.
/// </remarks>
internal sealed class BodyInflater : IDisposable
{
    /// <summary>Coded bytes are taken in slices of at most this length.</summary>
    internal const int Slice = 4 * 1024;

    /// <summary>A body may become this many times as long, beyond <see cref="FreeLength"/>: text rarely exceeds
    /// 20.</summary>
    internal const int MaxRatio = 200;

    /// <summary>What grows by more than this uses up the budget; text and data stay below.</summary>
    internal const int OrdinaryRatio = 40;

    /// <summary>
    /// Bytes of one body that may come out beyond what <see cref="OrdinaryRatio"/> explains. Just below the highest
    /// ratio, a megabyte would otherwise cost the scan of two hundred.
    /// </summary>
    internal const int Budget = 4 * 1024 * 1024;

    /// <summary>So many bytes may come out whatever went in.</summary>
    internal const int FreeLength = 1024 * 1024;

    private readonly ITextSink _text;
    private readonly FeedStream _feed = new();
    private readonly Queue<(long Coded, long Plain)> _progress = new();
    private readonly byte[] _output = new byte[16 * 1024];
    private readonly ContentCoding _coding;
    private Stream? _stream;
    private long _coded;
    private long _plain;
    private (long Coded, long Plain) _last;

    /// <summary>Starts a body.</summary>
    internal BodyInflater(ContentCoding coding, ITextSink text)
    {
        _coding = coding;
        _text = text;
    }

    /// <summary>True when the body is not what its coding says, or grows beyond the bounds.</summary>
    internal bool HasFailed { get; private set; }

    /// <summary>How many coded bytes stand for text that was examined.</summary>
    internal long Examined { get; private set; }

    /// <summary>Takes the next coded bytes.</summary>
    internal void Append(ReadOnlySpan<byte> bytes, ref FindingSet found)
    {
        while (!bytes.IsEmpty && !HasFailed)
        {
            int length = Math.Min(bytes.Length, Slice);
            Inflate(bytes[..length], ref found);
            bytes = bytes[length..];
        }
    }

    /// <summary>Examines the end of the text.</summary>
    internal void Complete(ref FindingSet found)
    {
        _text.Complete(ref found);
        Examined = _coded;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _feed.Dispose();
    }

    private void Inflate(ReadOnlySpan<byte> slice, ref FindingSet found)
    {
        _stream ??= Open(slice[0]);
        _feed.Feed(slice);
        _coded += slice.Length;
        try
        {
            int length;
            while ((length = _stream.Read(_output)) > 0)
            {
                _plain += length;
                if ((_plain > FreeLength && _plain / MaxRatio > _coded) || _plain - (_coded * OrdinaryRatio) > Budget)
                {
                    HasFailed = true;
                    return;
                }

                _text.Append(_output.AsSpan(0, length), ref found);
            }
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            HasFailed = true;
            return;
        }

        NoteProgress();
    }

    private void NoteProgress()
    {
        // One note per slice's worth of coded bytes, so that single bytes do not make a note each.
        if (_coded - _last.Coded >= Slice)
        {
            _last = (_coded, _plain);
            _progress.Enqueue(_last);
        }

        while (_progress.TryPeek(out (long Coded, long Plain) note) && note.Plain <= _text.Examined)
        {
            Examined = note.Coded;
            _progress.Dequeue();
        }
    }

    private Stream Open(byte first)
    {
        const int DeflateMethod = 8; // RFC 1950 §2.2; bare deflate cannot begin so with any encoder in use
        return _coding switch
        {
            ContentCoding.Gzip => new GZipStream(_feed, CompressionMode.Decompress),
            ContentCoding.Brotli => new BrotliStream(_feed, CompressionMode.Decompress),
            _ when (first & 0x0F) == DeflateMethod => new ZLibStream(_feed, CompressionMode.Decompress),
            _ => new DeflateStream(_feed, CompressionMode.Decompress),
        };
    }
}
