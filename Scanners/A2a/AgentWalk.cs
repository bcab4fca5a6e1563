using System.Buffers;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.A2a;

/// <summary>Goes through the leaves of a message as it arrives and has those judged that lead somewhere.</summary>
/// <remarks>
/// Each byte is looked at once, in whatever pieces it comes; of the message only the string in progress is kept. It
/// does
/// not judge whether the JSON is valid: what a strict reader would refuse, a lenient one may still read. Not
/// thread-safe; serves one message after the other.
/// </remarks>
internal sealed class AgentWalk(AgentUrls urls)
{
    /// <summary>Objects and arrays within each other.</summary>
    internal const int MaxDepth = 20;

    /// <summary>Objects, arrays and strings of one message; numbers are data and cost nothing.</summary>
    internal const int MaxNodes = 10_000;

    private const int MaxKept = 8 * 1024;

    private static readonly SearchValues<byte> s_endsOfPlain = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]:,"u8);

    private readonly byte[] _string = new byte[MaxKept];
    private readonly byte[] _decoded = new byte[MaxKept];
    private int _length;
    private int _depth;
    private int _nodes;
    private bool _inString;
    private bool _escaped;
    private bool _hasEscape;
    private bool _isLong;
    private bool _afterColon;
    private bool _pending;
    private bool _namesUrl;
    private bool _exceeded;

    /// <summary>Begins with another message.</summary>
    internal void Start()
    {
        _length = _depth = _nodes = 0;
        _inString = _escaped = _hasEscape = _isLong = _afterColon = _pending = _namesUrl = _exceeded = false;
    }

    /// <summary>Takes the next bytes.</summary>
    internal void Append(ReadOnlySpan<byte> bytes, ref FindingSet found)
    {
        while (!bytes.IsEmpty && !_exceeded)
            bytes = bytes[(_inString ? TakeString(bytes, ref found) : TakeStructure(bytes, ref found))..];
    }

    /// <summary>The message has ended.</summary>
    internal void Complete(ref FindingSet found) => Judge(isName: false, ref found);

    private int TakeStructure(ReadOnlySpan<byte> bytes, ref FindingSet found)
    {
        var at = bytes.IndexOfAny(s_structure);
        if (at < 0)
            return bytes.Length;
        switch (bytes[at])
        {
            case (byte)'"':
                Judge(isName: false, ref found);
                _inString = true;
                _length = 0;
                _hasEscape = _isLong = _escaped = false;
                break;
            case (byte)':':
                Judge(isName: true, ref found);
                _afterColon = true;
                return at + 1;
            case (byte)'{' or (byte)'[':
                Judge(isName: false, ref found);
                _depth++;
                Count(ref found);
                break;
            case (byte)',':
                Judge(isName: false, ref found);
                break;
            default:
                Judge(isName: false, ref found);
                _depth = Math.Max(0, _depth - 1);
                break;
        }

        if (bytes[at] != '"')
            _afterColon = false;
        return at + 1;
    }

    private int TakeString(ReadOnlySpan<byte> bytes, ref FindingSet found)
    {
        if (_escaped)
        {
            _escaped = false;
            Keep(bytes[..1]);
            return 1;
        }

        var at = bytes.IndexOfAny(s_endsOfPlain);
        if (at < 0)
        {
            Keep(bytes);
            return bytes.Length;
        }

        Keep(bytes[..at]);
        if (bytes[at] == '\\')
        {
            _escaped = _hasEscape = true;
            Keep(bytes.Slice(at, 1));
        }
        else
        {
            _inString = false;
            _pending = true;
            Count(ref found);
        }

        return at + 1;
    }

    // A string is a name when a colon follows it, else a value.
    private void Judge(bool isName, ref FindingSet found)
    {
        if (!_pending)
            return;
        _pending = false;
        var text = Text();
        if (isName)
        {
            _namesUrl = NamesUrl(text);
            return;
        }

        if (!_isLong)
            urls.Check(text, ref found);
        else if (_namesUrl && _afterColon && text.StartsWith("http"u8))
            found.Add(Exceeded("a2a-url-length", "a URL in the message is longer than can be examined"));
        _afterColon = false;
    }

    private ReadOnlySpan<byte> Text()
    {
        ReadOnlySpan<byte> raw = _string.AsSpan(0, _length);
        return _hasEscape ? _decoded.AsSpan(0, EscapeDecoder.Decode(raw, _decoded)) : raw;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, MaxKept - _length);
        bytes[..taken].CopyTo(_string.AsSpan(_length));
        _length += taken;
        _isLong |= taken < bytes.Length;
    }

    private void Count(ref FindingSet found)
    {
        if (++_nodes <= MaxNodes && _depth <= MaxDepth)
            return;
        _exceeded = true;
        found.Add(Exceeded("a2a-node-budget", "a2a: payload exceeded node budget"));
    }

    private static Finding Exceeded(string rule, string reason) =>
        new(ScanLayer.A2aMessage, rule, "Agent Message", Severity.High, reason) { Where = "a2a" };

    private static bool NamesUrl(ReadOnlySpan<byte> name) =>
        (name.Length >= 3 && System.Text.Ascii.EqualsIgnoreCase(name[^3..], "url"u8))
        || (name.Length >= 3 && System.Text.Ascii.EqualsIgnoreCase(name[^3..], "uri"u8));
}
