using System.Buffers;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Undoes the content coding of a body on the side, as it arrives, and has the text examined.</summary>
/// <remarks>
/// Each slice is decoded before any of it is examined, so that most bombs end before they cost anything. Bounded in
/// memory by <see cref="MaxAhead"/> and the windows of the text, in time by <see cref="DecodingLimits"/>. Knows up to
/// which coded byte everything was examined. Not thread-safe; made for one body.
/// </remarks>
internal sealed class BodyInflater : IDisposable
{
    /// <summary>Coded bytes are taken in slices of at most this length.</summary>
    internal const int Slice = 4 * 1024;

    /// <summary>Decoded bytes that wait to be examined, at most.</summary>
    internal const int MaxAhead = 512 * 1024;

    private const int FirstBuffer = 16 * 1024;

    private readonly ITextSink _text;
    private readonly FeedStream _feed = new();
    private readonly Queue<(long Coded, long Plain)> _progress = new();
    private readonly ContentCoding _coding;
    private readonly DecodingLimits _limits;
    private byte[] _output = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _waiting;
    private Stream? _stream;
    private long _coded;
    private long _plain;
    private (long Coded, long Plain) _last;

    /// <summary>Starts a body.</summary>
    internal BodyInflater(ContentCoding coding, in DecodingLimits limits, ITextSink text)
    {
        _coding = coding;
        _limits = limits;
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
            var length = Math.Min(bytes.Length, Slice);
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
        ArrayPool<byte>.Shared.Return(_output);
        _output = [];
    }

    private void Inflate(ReadOnlySpan<byte> slice, ref FindingSet found)
    {
        _stream ??= ContentCodings.Open(_feed, _coding, slice[0]);
        _feed.Feed(slice);
        _coded += slice.Length;
        try
        {
            int length;
            while ((length = _stream.Read(_output.AsSpan(_waiting))) > 0)
            {
                _plain += length;
                _waiting += length;
                if (!_limits.Allow(_coded, _plain))
                {
                    HasFailed = true;
                    return;
                }

                if (_waiting == _output.Length)
                    MakeRoom(ref found);
            }
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            HasFailed = true;
        }

        Examine(ref found);
        if (!HasFailed)
            NoteProgress();
    }

    private void Examine(ref FindingSet found)
    {
        _text.Append(_output.AsSpan(0, _waiting), ref found);
        _waiting = 0;
    }

    private void MakeRoom(ref FindingSet found)
    {
        if (_output.Length >= MaxAhead)
        {
            Examine(ref found);
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_output.Length * 4);
        _output.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_output);
        _output = larger;
    }

    private void NoteProgress()
    {
        // One note per slice's worth of coded bytes, so that single bytes do not make a note each.
        if (_coded - _last.Coded >= Slice)
        {
            _last = (_coded, _plain);
            _progress.Enqueue(_last);
        }

        while (_progress.TryPeek(out var note) && note.Plain <= _text.Examined)
        {
            Examined = note.Coded;
            _progress.Dequeue();
        }
    }
}
