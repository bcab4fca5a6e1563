using System.Buffers;
using Pipelock.Scanners.A2a;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Examines a stream of text as a whole while it is short, in overlapping windows when it is not.</summary>
/// <remarks>
/// Windows are cut at fixed offsets of the stream, never by the pieces in which it arrives: the same bytes give the
/// same findings however they were split. Not thread-safe.
/// </remarks>
/// <param name="scanner">Looks for secrets.</param>
/// <param name="limits">The sizes of windows.</param>
/// <param name="layer">The layer findings are reported under.</param>
/// <param name="where">Where a finding is when nothing closer is known.</param>
/// <param name="agents">Looks for instructions in messages to agents; null where nobody minds them.</param>
internal sealed class WindowedText(
    TextScanner scanner, BodyScanLimits limits, ScanLayer layer, string where, AgentMessages? agents = null) : ITextSink
{
    /// <summary>Kept from body to body.</summary>
    private const int FirstBuffer = 4 * 1024;

    private readonly BodyStructure _structure = new(scanner, layer, where);
    private byte[] _buffer = [];
    private int _length;
    private DecodingChain _chain;
    private bool _inWindows;
    private bool _started;
    private bool _isForAgent;
    private AgentWalk? _walk;

    /// <summary>How many bytes from the start of the stream have been examined in every window that holds
    /// them.</summary>
    public long Examined { get; private set; }

    /// <summary>Begins a stream.</summary>
    /// <param name="contentType">The declared type, for structure; empty for none.</param>
    /// <param name="chain">The steps by which the stream was come by.</param>
    /// <param name="isForAgent">It is a message between agents, whatever it looks like.</param>
    internal void Start(ReadOnlySpan<byte> contentType, DecodingChain chain, bool isForAgent = false)
    {
        _structure.Start(contentType);
        _chain = chain;
        _length = 0;
        _inWindows = false;
        _started = false;
        _isForAgent = isForAgent;
        Examined = 0;
    }

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes, ref FindingSet found)
    {
        while (!bytes.IsEmpty)
        {
            var room = (_inWindows ? limits.Window : limits.Whole) - _length;
            var taken = Math.Min(room, bytes.Length);
            Grow(_length + taken);
            bytes[..taken].CopyTo(_buffer.AsSpan(_length));
            _length += taken;
            bytes = bytes[taken..];
            if (_inWindows ? _length == limits.Window : !bytes.IsEmpty)
            {
                _inWindows = true;
                ScanFullWindows(ref found);
            }
        }
    }

    /// <summary>Examines what is left.</summary>
    public void Complete(ref FindingSet found)
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(0, _length);
        if (_inWindows)
        {
            Scan(rest, ref found);
        }
        else
        {
            _structure.Scan(rest, _chain, ref found);
            ScanForAgent(rest, ref found);
        }

        if (_isForAgent)
            _walk?.Complete(ref found);
        Examined += _length;
        _length = 0;
    }

    /// <summary>Gives the memory back, but for what a short body needs.</summary>
    internal void Release()
    {
        if (_buffer.Length > FirstBuffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        _structure.Release();
    }

    private void ScanFullWindows(ref FindingSet found)
    {
        var start = 0;
        for (; _length - start >= limits.Window; start += limits.Window - limits.Overlap)
        {
            Scan(_buffer.AsSpan(start, limits.Window), ref found);
        }

        _buffer.AsSpan(start, _length - start).CopyTo(_buffer);
        _length -= start;
        Examined += start;
    }

    private void Scan(ReadOnlySpan<byte> window, ref FindingSet found)
    {
        scanner.Scan(window, layer, where, TextViews.Standard, _chain, ref found);
        ScanForAgent(window, ref found);
    }

    // The first window shows whether the body is a message to an agent.
    private void ScanForAgent(ReadOnlySpan<byte> window, ref FindingSet found)
    {
        if (agents is null)
            return;
        if (!_started)
        {
            _isForAgent |= AgentMessages.IsOne(_structure.ContentType, window);
            if (_isForAgent)
                (_walk ??= agents.NewWalk()).Start();
        }

        if (_isForAgent)
        {
            // The walk takes every byte once; each later window begins with the end of the one before.
            _walk!.Append(_started ? window[Math.Min(limits.Overlap, window.Length)..] : window, ref found);
            agents.Scan(window, where, ref found);
        }

        _started = true;
    }

    private void Grow(int length)
    {
        if (length <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, Math.Max(FirstBuffer, _buffer.Length * 2)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}
