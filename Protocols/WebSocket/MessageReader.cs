using System.Buffers;

namespace Pipelock.Protocols.WebSocket;

/// <summary>Turns one peer's bytes into messages and control frames, strictly by RFC 6455.</summary>
/// <remarks>
/// Bytes come in any pieces. Fragments are joined, masks taken off and text validated as it arrives, so a wrong byte is
/// refused before its message ends. What it hands out is good until the next call of <see cref="Read"/>. The buffer is
/// pooled and never larger than twice the largest message; it is given back between messages when it is larger than
/// <see cref="KeptBuffer"/>. Steady state allocates nothing. Not thread-safe.
/// </remarks>
public sealed class MessageReader(PeerRole sender, int maxMessageBytes) : IDisposable
{
    /// <summary>Largest buffer that is kept between two messages.</summary>
    public const int KeptBuffer = 16 * 1024;

    private readonly byte[] _headerBytes = new byte[FrameHeader.MaxBytes];
    private readonly byte[] _control = new byte[FrameHeader.MaxControlPayload];
    private byte[] _message = [];
    private int _headerLength;
    private int _messageLength;
    private int _controlLength;
    private FrameHeader _frame;
    private long _taken;
    private bool _inFrame;
    private bool _inMessage;
    private bool _handedOut;
    private bool _handedControl;
    private Opcode _messageOpcode;
    private Utf8Stream _utf8;
    private ReadStatus _end;

    /// <summary>What was handed out last: Text, Binary, Ping, Pong or Close.</summary>
    public Opcode Opcode { get; private set; }

    /// <summary>The payload handed out last, unmasked; of a message, all its fragments.</summary>
    public ReadOnlySpan<byte> Payload => PayloadMemory.Span;

    /// <summary>The same, to be held over an await or masked in place.</summary>
    public Memory<byte> PayloadMemory =>
        _handedControl ? _control.AsMemory(0, _controlLength) : _message.AsMemory(0, _messageLength);

    /// <summary>How many frames the message handed out last came in; 1 when it was not fragmented.</summary>
    public int Fragments { get; private set; }

    /// <summary>Why the bytes were refused; None unless the last status said so.</summary>
    public WebSocketError Error { get; private set; }

    /// <summary>Whether a message or frame has begun and not ended.</summary>
    public bool IsPartial => _inFrame || _headerLength > 0 || (_inMessage && !_handedOut);

    /// <summary>Takes bytes until something is complete, all are taken, or one is refused.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">How many bytes were taken.</param>
    public ReadStatus Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        Forget();
        while (_end == default)
        {
            if (!_inFrame && !ReadHeader(input[consumed..], ref consumed)) return _end;
            if (!TakePayload(input[consumed..], ref consumed)) return _end;
            if (_taken < _frame.PayloadLength) return ReadStatus.NeedMore;
            _inFrame = false;
            var status = ConcludeFrame();
            if (status != ReadStatus.NeedMore) return status;
        }

        if (_end == ReadStatus.Close && consumed < input.Length) Refuse(WebSocketError.FrameAfterClose);
        return _end == ReadStatus.Close ? ReadStatus.NeedMore : _end;
    }

    /// <inheritdoc/>
    public void Dispose() => ReturnBuffer();

    /// <summary>What was handed out before is not needed any more.</summary>
    private void Forget()
    {
        _handedControl = false;
        if (!_handedOut) return;
        _handedOut = false;
        _messageLength = 0;
        if (_message.Length > KeptBuffer) ReturnBuffer();
    }

    private bool ReadHeader(ReadOnlySpan<byte> input, ref int consumed)
    {
        // A header in one piece is read where it lies; one in several is gathered first.
        var add = Math.Min(input.Length, FrameHeader.MaxBytes - _headerLength);
        input[..add].CopyTo(_headerBytes.AsSpan(_headerLength));
        var have = _headerBytes.AsSpan(0, _headerLength + add);
        var error = FrameHeader.TryRead(have, sender, out _frame, out var size);
        if (error == WebSocketError.None && size > 0) error = CheckOrder();
        if (error != WebSocketError.None) return Refuse(error);
        consumed += size == 0 ? add : size - _headerLength;
        _headerLength = size == 0 ? have.Length : 0;
        if (size == 0) return false;
        _inFrame = true;
        _taken = 0;
        return true;
    }

    private WebSocketError CheckOrder()
    {
        if (_frame.Opcode.IsControl())
        {
            _controlLength = 0;
            return WebSocketError.None;
        }

        if (_frame.Opcode == Opcode.Continuation)
        {
            if (!_inMessage) return WebSocketError.NothingToContinue;
        }
        else
        {
            if (_inMessage) return WebSocketError.MessageInProgress;
            _inMessage = true;
            _messageOpcode = _frame.Opcode;
            _utf8.Reset();
            Fragments = 0;
        }

        Fragments++;
        return _frame.PayloadLength > maxMessageBytes - _messageLength
            ? WebSocketError.MessageTooBig : WebSocketError.None;
    }

    private bool TakePayload(ReadOnlySpan<byte> input, ref int consumed)
    {
        var piece = input[..(int)Math.Min(input.Length, _frame.PayloadLength - _taken)];
        var isControl = _frame.Opcode.IsControl();
        if (!isControl) Reserve(piece.Length);
        var target = isControl
            ? _control.AsSpan(_controlLength, piece.Length) : _message.AsSpan(_messageLength, piece.Length);
        piece.CopyTo(target);
        if (_frame.IsMasked) Masking.Apply(target, _frame.MaskKey, _taken);
        _taken += piece.Length;
        consumed += piece.Length;
        if (isControl) _controlLength += piece.Length;
        else _messageLength += piece.Length;
        return isControl || _messageOpcode != Opcode.Text || _utf8.Append(target) || Refuse(WebSocketError.InvalidUtf8);
    }

    private ReadStatus ConcludeFrame()
    {
        if (_frame.Opcode.IsControl())
        {
            _handedControl = true;
            Opcode = _frame.Opcode;
            if (Opcode != Opcode.Close) return Opcode == Opcode.Ping ? ReadStatus.Ping : ReadStatus.Pong;
            var error = ClosePayload.Read(_control.AsSpan(0, _controlLength), out _, out _);
            if (error != WebSocketError.None) Refuse(error);
            else _end = ReadStatus.Close;
            return _end;
        }

        if (!_frame.IsFinal) return ReadStatus.NeedMore;
        _inMessage = false;
        if (_messageOpcode == Opcode.Text && !_utf8.IsComplete)
        {
            Refuse(WebSocketError.InvalidUtf8);
            return _end;
        }

        Opcode = _messageOpcode;
        _handedOut = true;
        return ReadStatus.Message;
    }

    private bool Refuse(WebSocketError error)
    {
        Error = error;
        _end = ReadStatus.Refused;
        return false;
    }

    /// <summary>Grows with what has arrived, never with what a header merely promises.</summary>
    private void Reserve(int count)
    {
        if (_message.Length - _messageLength >= count) return;
        var doubled = (int)Math.Min(_message.Length * 2L, maxMessageBytes);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_messageLength + count, doubled));
        _message.AsSpan(0, _messageLength).CopyTo(larger);
        ReturnBuffer();
        _message = larger;
    }

    private void ReturnBuffer()
    {
        if (_message.Length > 0) ArrayPool<byte>.Shared.Return(_message);
        _message = [];
    }
}
