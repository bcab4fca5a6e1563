using System.Buffers;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// The part of head parsing that requests and responses share: takes bytes, finds lines, reads fields, keeps the head.
/// </summary>
/// <remarks>
/// A head that arrives in one piece is parsed where it lies and copied once, its exact length, when it is complete. A
/// head that arrives in pieces is gathered in the buffer and parsed there, line by line, each byte once.
/// </remarks>
internal sealed class HeadReader : IDisposable
{
    private const int InitialBytes = 4096;

    /// <summary>What an idle connection may keep: most heads fit, ten thousand connections stay small.</summary>
    private const int MaxRetainedBytes = 8192;

    private readonly HeadLimits _limits;
    private readonly LineBounds _startBounds;
    private readonly LineBounds _fieldBounds;
    private readonly bool _allowsEmptyLine;
    private LineScanner _lines;
    private byte[] _buffer = [];
    private int _length;
    private bool _sawEmptyLine;
    private bool _sawStartLine;
    private bool _isDone;

    /// <summary>A reader of one kind of head.</summary>
    /// <param name="limits">The bounds.</param>
    /// <param name="startLineTooLong">What is refused when the start line exceeds its bound.</param>
    /// <param name="allowsEmptyLine">Whether one empty line may come first.</param>
    public HeadReader(HeadLimits limits, RefusalReason startLineTooLong, bool allowsEmptyLine)
    {
        _limits = limits.Checked();
        _allowsEmptyLine = allowsEmptyLine;
        _startBounds = new LineBounds(
            limits.MaxLineBytes, startLineTooLong, limits.MaxHeadBytes, RefusalReason.HeadTooBig);
        _fieldBounds = new LineBounds(
            limits.MaxFieldLineBytes, RefusalReason.FieldLineTooLong, limits.MaxHeadBytes, RefusalReason.HeadTooBig);
    }

    /// <summary>The fields of the head.</summary>
    public HeaderFields Fields { get; } = new();

    /// <summary>Why the head is refused.</summary>
    public RefusalReason Refusal { get; private set; }

    /// <summary>Whether bytes of an unfinished head are held; an empty line before it is no part of it.</summary>
    public bool IsPartial => !_isDone && _length > (_sawEmptyLine ? 2 : 0);

    /// <summary>A part of the kept head; empty unless it is complete.</summary>
    public ReadOnlySpan<byte> Slice(int start, int length) =>
        _isDone && Refusal == RefusalReason.None ? _buffer.AsSpan(start, length) : default;

    /// <summary>Takes bytes from a sequence, segment by segment.</summary>
    public ParseStatus Read<TRules>(
        TRules rules, in ReadOnlySequence<byte> input, out SequencePosition consumed, out SequencePosition examined)
        where TRules : class, IHeadRules
    {
        var status = ParseStatus.NeedMore;
        var total = 0L;
        foreach (var segment in input)
        {
            status = Read(rules, segment.Span, out var taken);
            total += taken;
            if (status != ParseStatus.NeedMore)
            {
                break;
            }
        }

        consumed = status == ParseStatus.NeedMore ? input.End : input.GetPosition(total);
        examined = status == ParseStatus.Refused ? input.End : consumed;
        return status;
    }

    /// <summary>Takes bytes.</summary>
    public ParseStatus Read<TRules>(TRules rules, ReadOnlySpan<byte> input, out int consumed)
        where TRules : class, IHeadRules
    {
        consumed = 0;
        if (_isDone)
        {
            if (Refusal != RefusalReason.None)
            {
                return ParseStatus.Refused;
            }

            Reset();
        }

        var held = _length;
        if (held > 0)
        {
            Keep(input);
        }

        var data = held > 0 ? _buffer.AsSpan(0, _length) : input;
        var status = Parse(rules, data, out var headLength);
        if (status == ParseStatus.NeedMore)
        {
            if (held == 0)
            {
                Keep(input);
            }

            consumed = input.Length;
            return status;
        }

        if (status == ParseStatus.Complete)
        {
            if (held == 0)
            {
                Keep(input[..headLength]);
            }

            Fields.Publish(_buffer);
            Refusal = rules.Conclude();
        }

        _isDone = true;
        if (Refusal != RefusalReason.None)
        {
            Fields.Clear();
            return ParseStatus.Refused;
        }

        consumed = headLength - held;
        return ParseStatus.Complete;
    }

    /// <summary>Forgets the head; keeps the buffer unless it had to grow for one of unusual size.</summary>
    public void Reset()
    {
        if (_buffer.Length > MaxRetainedBytes)
        {
            ReturnBuffer();
        }

        Fields.Clear();
        _lines = default;
        _length = 0;
        _sawEmptyLine = false;
        _sawStartLine = false;
        _isDone = false;
        Refusal = RefusalReason.None;
    }

    /// <summary>Returns the buffer to its pool.</summary>
    public void Dispose()
    {
        Reset();
        ReturnBuffer();
    }

    private ParseStatus Parse<TRules>(TRules rules, ReadOnlySpan<byte> data, out int headLength)
        where TRules : class, IHeadRules
    {
        while (true)
        {
            ref readonly var bounds = ref _sawStartLine ? ref _fieldBounds : ref _startBounds;
            var status = _lines.Next(data, bounds, out var end, out var refusal);
            headLength = end + 2;
            if (status == ParseStatus.NeedMore)
            {
                return status;
            }

            var start = _lines.LineStart;
            if (status == ParseStatus.Complete)
            {
                if (end == start && _sawStartLine)
                {
                    return status;
                }

                refusal = ReadLine(rules, data[start..end], start);
                _lines.Advance(end);
            }

            if (refusal != RefusalReason.None)
            {
                Refusal = refusal;
                return ParseStatus.Refused;
            }
        }
    }

    private RefusalReason ReadLine<TRules>(TRules rules, ReadOnlySpan<byte> line, int start)
        where TRules : class, IHeadRules
    {
        if (_sawStartLine)
        {
            if (Fields.Pending == _limits.MaxFields)
            {
                return RefusalReason.TooManyFields;
            }

            var refusal = FieldLine.Parse(line, start, out var slice);
            if (refusal == RefusalReason.None)
            {
                Fields.Add(slice);
            }

            return refusal;
        }

        if (line.IsEmpty)
        {
            // Robustness that RFC 9112 §2.2 asks of servers, for clients that end a body with an extra line.
            var allowed = _allowsEmptyLine && !_sawEmptyLine;
            _sawEmptyLine = true;
            return allowed ? RefusalReason.None : RefusalReason.LeadingEmptyLine;
        }

        _sawStartLine = true;
        return rules.ReadStartLine(line, start);
    }

    /// <summary>
    /// Appends to the buffer, never more than one byte beyond the bound: that byte makes the scanner refuse.
    /// </summary>
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = _limits.MaxHeadBytes + 1 - _length;
        if (bytes.Length > room)
        {
            bytes = bytes[..room];
        }

        if (_length + bytes.Length > _buffer.Length)
        {
            Grow(_length + bytes.Length);
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Grow(int needed)
    {
        var bigger = ArrayPool<byte>.Shared.Rent(Math.Max(InitialBytes, needed));
        _buffer.AsSpan(0, _length).CopyTo(bigger);
        ReturnBuffer();
        _buffer = bigger;
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
    }
}
