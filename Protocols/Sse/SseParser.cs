using System.Buffers.Text;
using System.Text.Unicode;

namespace Pipelock.Protocols.Sse;

/// <summary>Takes an event stream apart as the HTML standard says (§9.2.6), whatever pieces it comes in.</summary>
/// <remarks>
/// Every byte of the stream appears in <see cref="Raw"/> of exactly one result, in order: whoever forwards each Raw
/// forwards the stream as it was. Decoded fields stand beside it. Spans are good until the next call. One event is
/// held in pooled memory and nothing else; steady state allocates nothing. Not thread-safe.
/// </remarks>
public sealed class SseParser(int maxEventBytes = SseParser.DefaultMaxEventBytes) : IDisposable
{
    /// <summary>Largest event, raw, when nothing else is said.</summary>
    public const int DefaultMaxEventBytes = 1024 * 1024;

    private readonly PooledText _raw = new();
    private readonly PooledText _data = new();
    private int _lineStart;
    private int _typeStart;
    private int _typeLength;
    private int _idStart;
    private int _idLength;
    private bool _hasData;
    private bool _hasFields;
    private bool _begun;
    private bool _skipsLineFeed;
    private bool _handedOut;
    private bool _isOversize;

    /// <summary>The bytes of what was handed out last, exactly as they were received, line ends included.</summary>
    public ReadOnlySpan<byte> Raw => _raw.Span;

    /// <summary>The same as memory, good until the next call of <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> RawMemory => _raw.Memory;

    /// <summary>The event's type; empty where it has none, which means <c>message</c>.</summary>
    public ReadOnlySpan<byte> EventType => _raw.Span.Slice(_typeStart, _typeLength);

    /// <summary>The event's data lines, joined by line feeds.</summary>
    public ReadOnlySpan<byte> Data => _hasData ? _data.Span[..^1] : default;

    /// <summary>Whether the block sets the last event id, perhaps to nothing.</summary>
    public bool HasId { get; private set; }

    /// <summary>The event id that the block sets.</summary>
    public ReadOnlySpan<byte> Id => _raw.Span.Slice(_idStart, _idLength);

    /// <summary>The reconnection time in milliseconds that the block sets; -1 when it sets none.</summary>
    public long Retry { get; private set; } = -1;

    /// <summary>Whether what was handed out last is valid UTF-8; clients replace what is not.</summary>
    public bool IsValidUtf8 => Utf8.IsValid(Raw);

    /// <summary>Takes bytes until something is complete or all are taken.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">How many bytes were taken.</param>
    public SseStatus Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        if (_handedOut) Forget();
        while (!_isOversize && consumed < input.Length)
        {
            var rest = input[consumed..];
            if (_skipsLineFeed)
            {
                // The second half of a CR LF whose first half ended its line: it belongs to no line.
                _skipsLineFeed = false;
                if (rest[0] == '\n')
                {
                    Append(rest[..1], ref consumed);
                    _lineStart = _raw.Length;
                    continue;
                }
            }

            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var size = end < 0 ? rest.Length : end + 1;
            _isOversize = size > maxEventBytes - _raw.Length;
            if (_isOversize) break;
            Append(rest[..size], ref consumed);
            if (end < 0) break;
            var status = TakeLine(_raw.Length - 1);
            if (rest[end] == '\r')
            {
                // Its line feed goes with it when it is there, or begins what comes next.
                _skipsLineFeed = size == rest.Length;
                if (!_skipsLineFeed && rest[size] == '\n') Append(rest.Slice(size, 1), ref consumed);
            }

            _lineStart = _raw.Length;
            if (status == SseStatus.NeedMore) continue;
            _handedOut = true;
            return status;
        }

        return _isOversize ? SseStatus.Oversize : SseStatus.NeedMore;
    }

    /// <summary>The stream has ended.</summary>
    /// <returns>
    /// <see cref="SseStatus.Incomplete"/> with the decoded fields of what never became an event,
    /// <see cref="SseStatus.Oversize"/>, or <see cref="SseStatus.End"/>.
    /// </returns>
    public SseStatus Complete()
    {
        if (_handedOut) Forget();
        if (_isOversize) return SseStatus.Oversize;
        if (_lineStart < _raw.Length) TakeLine(_raw.Length);
        var isLineEnd = _raw.Span is [(byte)'\n'] && !_hasFields;
        return _raw.Length == 0 || isLineEnd ? SseStatus.End : SseStatus.Incomplete;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _raw.Dispose();
        _data.Dispose();
    }

    /// <summary>Takes the line that ends before <paramref name="lineEnd"/>.</summary>
    private SseStatus TakeLine(int lineEnd)
    {
        // "One leading U+FEFF BYTE ORDER MARK character must be ignored if any are present" at the start of the stream.
        if (!_begun && _raw.Span[_lineStart..lineEnd].StartsWith("\uFEFF"u8)) _lineStart += 3;
        _begun = true;
        var line = _raw.Span[_lineStart..lineEnd];
        if (line.IsEmpty) return _hasData ? SseStatus.Event : SseStatus.Blank;
        var colon = line.IndexOf((byte)':');
        if (colon == 0) return _hasFields ? SseStatus.NeedMore : SseStatus.Comment;
        _hasFields = true;
        var name = colon < 0 ? line : line[..colon];
        var valueStart = colon < 0 ? line.Length : colon + 1;
        if (valueStart < line.Length && line[valueStart] == ' ') valueStart++;
        TakeField(name, line[valueStart..], _lineStart + valueStart);
        return SseStatus.NeedMore;
    }

    private void TakeField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, int valueStart)
    {
        if (name.SequenceEqual("data"u8))
        {
            _data.Append(value);
            _data.Append((byte)'\n');
            _hasData = true;
        }
        else if (name.SequenceEqual("event"u8))
        {
            (_typeStart, _typeLength) = (valueStart, value.Length);
        }
        else if (name.SequenceEqual("id"u8))
        {
            if (value.Contains((byte)0)) return;
            (_idStart, _idLength) = (valueStart, value.Length);
            HasId = true;
        }
        else if (name.SequenceEqual("retry"u8) && !value.IsEmpty
            && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            Retry = Utf8Parser.TryParse(value, out long time, out _) ? time : long.MaxValue;
        }
    }

    private void Append(ReadOnlySpan<byte> piece, ref int consumed)
    {
        _raw.Append(piece);
        consumed += piece.Length;
    }

    /// <summary>What was handed out before is not needed any more.</summary>
    private void Forget()
    {
        _handedOut = _hasData = _hasFields = HasId = false;
        _lineStart = _typeStart = _typeLength = _idStart = _idLength = 0;
        Retry = -1;
        _raw.Clear();
        _data.Clear();
    }
}
