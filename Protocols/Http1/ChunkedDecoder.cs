namespace Pipelock.Protocols.Http1;

/// <summary>
/// Decodes one chunked body as it arrives (RFC 9112 §7.1), without copying its content. Extensions are checked and
/// dropped. A mutable struct: keep it in a field, do not copy it. Not thread-safe; allocates only when a first trailer
/// comes and no section was given. The <c>default</c> value is safe: its limits are 0, so it takes no extensions and no
/// trailers.
/// </summary>
public struct ChunkedDecoder
{
    private const int MaxSizeDigits = 16;

    private readonly ChunkLimits _limits;
    private State _state;
    private ChunkExtension _extension;
    private int _sizeDigits;
    private int _extensionBytes;
    private long _allExtensionBytes;
    private long _allContentBytes;
    private long _remaining;

    /// <summary>A decoder at the start of a body.</summary>
    /// <param name="trailers">Where trailers go; null lets the decoder make one when a trailer comes.</param>
    /// <param name="limits">The bounds beside the content.</param>
    public ChunkedDecoder(TrailerSection? trailers, ChunkLimits limits)
    {
        _limits = limits;
        Trailers = trailers;
        trailers?.Reset();
    }

    /// <summary>A decoder at the start of a body, with the default limits.</summary>
    /// <param name="trailers">Where trailers go; null lets the decoder make one when a trailer comes.</param>
    public ChunkedDecoder(TrailerSection? trailers)
        : this(trailers, ChunkLimits.Default)
    {
    }

    /// <summary>
    /// A decoder at the start of a body, with the default limits, that makes its trailer section itself.
    /// </summary>
    public ChunkedDecoder()
        : this(null)
    {
    }

    private enum State : byte
    {
        Size,
        Extension,
        SizeEnd,
        Data,
        DataCarriageReturn,
        DataLineFeed,
        TrailersOrEnd,
        FinalLineFeed,
        Trailers,
        Done,
        Refused,
    }

    /// <summary>Why the body was refused; <see cref="RefusalReason.None"/> unless the last status said so.</summary>
    public RefusalReason Refusal { get; private set; }

    /// <summary>Whether the body has ended.</summary>
    public readonly bool IsComplete => _state == State.Done;

    /// <summary>The trailer section; null when none was given and no trailer came.</summary>
    public TrailerSection? Trailers { get; private set; }

    /// <summary>Takes bytes of the body; yields at most one slice of content per call.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">How many bytes were taken, content included.</param>
    /// <param name="payloadStart">Where the content slice starts in <paramref name="input"/>.</param>
    /// <param name="payloadLength">Its length; positive exactly with <see cref="ChunkStatus.Payload"/>.</param>
    public ChunkStatus Decode(
        ReadOnlySpan<byte> input, out int consumed, out int payloadStart, out int payloadLength)
    {
        consumed = 0;
        payloadStart = 0;
        payloadLength = 0;
        while (true)
        {
            switch (_state)
            {
                case State.Done:
                    return ChunkStatus.Complete;
                case State.Refused:
                    return ChunkStatus.Refused;
            }

            if (consumed == input.Length)
            {
                return ChunkStatus.NeedMore;
            }

            switch (_state)
            {
                case State.Data:
                    payloadStart = consumed;
                    payloadLength = (int)Math.Min(_remaining, input.Length - consumed);
                    consumed += payloadLength;
                    _remaining -= payloadLength;
                    _allContentBytes += payloadLength;
                    _state = _remaining == 0 ? State.DataCarriageReturn : State.Data;
                    return ChunkStatus.Payload;
                case State.Trailers:
                    ReadTrailers(input[consumed..], out var taken);
                    consumed += taken;
                    break;
                case State.TrailersOrEnd when input[consumed] != '\r':
                    _state = State.Trailers;
                    break;
                default:
                    Step(input[consumed++]);
                    break;
            }
        }
    }

    /// <summary>Everything but content and trailers is short, so it goes byte by byte.</summary>
    private void Step(byte value)
    {
        switch (_state)
        {
            case State.Size:
                StepSize(value);
                break;
            case State.Extension:
                StepExtension(value);
                break;
            case State.SizeEnd:
                var next = _remaining == 0 ? State.TrailersOrEnd : State.Data;
                Expect(value, '\n', RefusalReason.BareCarriageReturn, next);
                break;
            case State.DataCarriageReturn:
                Expect(value, '\r', RefusalReason.MissingChunkEnd, State.DataLineFeed);
                break;
            case State.DataLineFeed:
                Expect(value, '\n', RefusalReason.MissingChunkEnd, State.Size);
                break;
            case State.TrailersOrEnd:
                _state = State.FinalLineFeed;
                break;
            case State.FinalLineFeed:
                Expect(value, '\n', RefusalReason.BareCarriageReturn, State.Done);
                break;
        }
    }

    private void StepSize(byte value)
    {
        // 1*HEXDIG and nothing else: no sign, no prefix, no whitespace on either side (RFC 9112 §7.1).
        if (char.IsAsciiHexDigit((char)value))
        {
            AddDigit(value);
        }
        else if (_sizeDigits == 0)
        {
            Refuse(value == '\n' ? RefusalReason.BareLineFeed : RefusalReason.InvalidChunkSize);
        }
        else if (value == '\r')
        {
            EndSizeLine();
        }
        else if (value == ';')
        {
            _extension = default;
            _extensionBytes = 1;
            _state = State.Extension;
        }
        else
        {
            Refuse(value == '\n' ? RefusalReason.BareLineFeed : RefusalReason.InvalidChunkSize);
        }
    }

    private void AddDigit(byte digit)
    {
        if (_remaining > long.MaxValue >> 4)
        {
            Refuse(RefusalReason.ChunkSizeOverflow);
        }
        else if (++_sizeDigits > MaxSizeDigits)
        {
            Refuse(RefusalReason.ChunkSizeTooLong);
        }
        else
        {
            _remaining = (_remaining << 4) | (uint)Value(digit);
        }
    }

    private static int Value(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private void StepExtension(byte value)
    {
        if (value == '\r' && _extension.MayEnd)
        {
            EndSizeLine();
        }
        else if (value == '\n')
        {
            Refuse(RefusalReason.BareLineFeed);
        }
        else if (value == '\r' || !_extension.Accept(value))
        {
            Refuse(RefusalReason.InvalidChunkExtension);
        }
        else if (++_extensionBytes > _limits.MaxExtensionBytes || ++_allExtensionBytes > IdleBound)
        {
            Refuse(RefusalReason.ChunkExtensionTooLong);
        }
    }

    private readonly long IdleBound => Math.Max(_limits.MaxIdleExtensionBytes, _allContentBytes);

    private void EndSizeLine()
    {
        _sizeDigits = 0;
        _state = State.SizeEnd;
    }

    private void ReadTrailers(ReadOnlySpan<byte> input, out int consumed)
    {
        Trailers ??= new TrailerSection();
        var status = Trailers.Read(input, _limits, out consumed, out var refusal);
        if (status == ParseStatus.Complete)
        {
            _state = State.Done;
        }
        else if (status == ParseStatus.Refused)
        {
            Refuse(refusal);
        }
    }

    private void Expect(byte value, char expected, RefusalReason otherwise, State next)
    {
        if (value == expected)
        {
            _state = next;
        }
        else
        {
            Refuse(otherwise);
        }
    }

    private void Refuse(RefusalReason reason)
    {
        Refusal = reason;
        _state = State.Refused;
    }
}
