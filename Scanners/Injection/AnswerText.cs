using System.Buffers;
using Pipelock.Scanners.A2a;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Injection;

/// <summary>The text of one answer, examined in windows that overlap.</summary>
/// <remarks>
/// Of each window the inner part is judged: what stands near its borders is judged with the window in which its
/// neighbourhood is complete. So the windows, which follow the pieces that arrive, do not show in the outcome.
/// An agent's card is also read as the definition of a tool, which is what it is to the agent that reads it.
/// </remarks>
internal sealed class AnswerText(
    InjectionEngine engine, string where, ScanLayer layer, Lazy<InjectionEngine>? cards = null)
    : ITextSink
{
    private const int FirstBuffer = 8 * 1024;
    private const int MaxWindow = 64 * 1024;

    /// <summary>Of each side of a window so much is left to the neighbour.</summary>
    private const int Border = 512;

    /// <summary>So much is held back after a window was examined.</summary>
    private const int Held = 1024;

    /// <summary>So much of what was released is kept, to be read together with what follows it.</summary>
    private const int History = 1024;

    private byte[] _buffer = [];
    private int _length;
    private int _fresh; // where in the buffer the bytes begin that are not released
    private bool _started;
    private bool _isBinary;
    private bool _isCard;
    private bool _isCoded;
    private MediaKind _declared;
    private MediaKind _kind;

    /// <inheritdoc/>
    public long Examined { get; private set; }

    /// <summary>Begins an answer.</summary>
    internal void Start(MediaKind declared, bool isCoded)
    {
        _declared = declared;
        _isCoded = isCoded;
        _length = 0;
        _fresh = 0;
        _started = false;
        _isBinary = false;
        _isCard = false;
        Examined = 0;
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes, ref FindingSet found)
    {
        while (!bytes.IsEmpty)
        {
            if (_isBinary)
            {
                Examined += bytes.Length;
                return;
            }

            var taken = Math.Min(bytes.Length, MaxWindow - _length);
            Grow(_length + taken);
            bytes[..taken].CopyTo(_buffer.AsSpan(_length));
            _length += taken;
            bytes = bytes[taken..];
            if (_length - _fresh > ResponseScan.MaxTail)
                Examine(atEnd: false, ref found);
        }
    }

    /// <inheritdoc/>
    public void Complete(ref FindingSet found)
    {
        if (!_isBinary && _length > _fresh)
            Examine(atEnd: true, ref found);
        Examined += _length - _fresh;
        _length = 0;
        _fresh = 0;
    }

    /// <summary>Examines an answer that is here as a whole, where it lies.</summary>
    /// <returns>True when it is clean; of any other the windows have to tell.</returns>
    internal bool Clears(ReadOnlySpan<byte> whole)
    {
        if (_started || _length > 0 || _isCoded || whole.Length > MaxWindow)
            return false;
        var found = new FindingSet();
        if (Begin(whole))
            Scan(whole, default, ref found);
        _started = false;
        return found.ToFindings().IsClean;
    }

    /// <summary>Gives the memory back.</summary>
    internal void Release()
    {
        if (_buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Examine(bool atEnd, ref FindingSet found)
    {
        ReadOnlySpan<byte> window = _buffer.AsSpan(0, _length);
        var first = !_started;
        if (first)
            Begin(window);
        if (_isBinary)
        {
            Examined += _length - _fresh;
            _length = _fresh = 0;
            return;
        }

        Scan(window, new WindowPart(first ? 0 : Border, atEnd ? 0 : Border), ref found);
        if (atEnd)
            return;
        var released = _length - Held - _fresh;
        Examined += released;
        var kept = Math.Min(_length, Held + History);
        window[(_length - kept)..].CopyTo(_buffer);
        _length = kept;
        _fresh = kept - Held;
    }

    // What it is shows at its beginning; false for what is no text.
    private bool Begin(ReadOnlySpan<byte> window)
    {
        _started = true;
        _kind = MediaKinds.Sniff(window, _declared);
        _isBinary = MediaKinds.IsBinary(window);
        _isCard = cards is not null && _kind == MediaKind.Json && AgentCards.IsOne(window);
        return !_isBinary;
    }

    private void Scan(ReadOnlySpan<byte> window, WindowPart part, ref FindingSet found)
    {
        engine.Scan(window, layer, where, _kind, part, _isCoded, ref found);
        if (_kind == MediaKind.Json)
            NeighbouringTexts.Scan(engine, window, layer, where, ref found);
        if (_isCard)
            cards!.Value.Scan(window, layer, where, _kind, part, _isCoded, ref found);
    }

    private void Grow(int length)
    {
        if (length <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, Math.Max(FirstBuffer, _buffer.Length * 2)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        Release();
        _buffer = larger;
    }
}
