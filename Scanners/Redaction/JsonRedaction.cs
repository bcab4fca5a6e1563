using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Redaction;

/// <summary>Rewrites one JSON text as it arrives: what is to be replaced becomes a placeholder, every other byte stays.
/// </summary>
/// <remarks>
/// Of the text only the string or number in progress is kept, so the pieces in which it arrives do not matter. After a
/// fault nothing more comes out; what came out before is no whole JSON text. Not thread-safe; made for one text.
/// </remarks>
public sealed class JsonRedaction
{
    private static readonly SearchValues<byte> s_endsOfPlain = SearchValues.Create("\"\\"u8);

    private readonly Redactor _redactor;
    private readonly JsonGrammar _grammar;
    private readonly Placeholders _placeholders = new();
    private readonly ArrayBufferWriter<byte> _token = new(256);
    private readonly StringText _text = new();
    private readonly List<RedactionMatch> _found = [];
    private State _state;
    private long _received;

    internal JsonRedaction(Redactor redactor)
    {
        _redactor = redactor;
        _grammar = new JsonGrammar(redactor.Settings.MaxDepth);
    }

    private enum State : byte
    {
        Structure,
        String,
        Escape,
        Scalar,
    }

    /// <summary>Why the text cannot be redacted; None so far.</summary>
    public RedactionFault Fault { get; private set; }

    /// <summary>What was replaced so far.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next bytes and writes what can go on.</summary>
    public void Append(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        _received += bytes.Length;
        if (_received > _redactor.Settings.MaxBodyBytes)
            Fail(RedactionFault.BodyTooLarge);
        while (!bytes.IsEmpty && Fault == RedactionFault.None)
        {
            var taken = _state switch
            {
                State.Structure => TakeStructure(bytes, output),
                State.Scalar => TakeScalar(bytes, output),
                State.Escape => TakeEscaped(bytes),
                _ => TakeString(bytes, output),
            };
            bytes = bytes[taken..];
        }
    }

    /// <summary>The text has ended.</summary>
    public void Complete(IBufferWriter<byte> output)
    {
        if (_state == State.Scalar && Fault == RedactionFault.None)
            EndScalar(output);
        if (_state != State.Structure || !_grammar.IsWhole)
            Fail(RedactionFault.BodyUnparseable);
    }

    private int TakeStructure(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        var at = 0;
        while (at < bytes.Length && Fault == RedactionFault.None)
        {
            var token = bytes[at];
            if (token is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                at++;
                continue;
            }

            if (token == '"' || JsonScalars.IsPart(token))
            {
                _state = token == '"' ? State.String : State.Scalar;
                at += token == '"' ? 1 : 0;
                break;
            }

            Fail("{}[]:,"u8.Contains(token) ? _grammar.Take(token) : RedactionFault.BodyUnparseable);
            at++;
        }

        output.Write(bytes[..at]);
        return at;
    }

    private int TakeScalar(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        var length = 0;
        while (length < bytes.Length && JsonScalars.IsPart(bytes[length]))
            length++;
        _token.Write(bytes[..length]);
        if (_token.WrittenCount > JsonScalars.MaxLength)
            Fail(RedactionFault.BodyUnparseable);
        else if (length < bytes.Length)
            EndScalar(output);
        return length;
    }

    private int TakeEscaped(ReadOnlySpan<byte> bytes)
    {
        _token.Write(bytes[..1]);
        _state = State.String;
        return 1;
    }

    private int TakeString(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        var at = bytes.IndexOfAny(s_endsOfPlain);
        if (at < 0)
        {
            _token.Write(bytes);
            return bytes.Length;
        }

        _token.Write(bytes[..at]);
        if (bytes[at] == '\\')
        {
            _token.Write(bytes.Slice(at, 1));
            _state = State.Escape;
        }
        else
        {
            EndString(output);
        }

        return at + 1;
    }

    private void EndScalar(IBufferWriter<byte> output)
    {
        var raw = _token.WrittenSpan;
        Fail(JsonScalars.IsValid(raw) ? _grammar.TakeValue() : RedactionFault.BodyUnparseable);
        if (Fault == RedactionFault.None && _text.TryRead(raw) && raw[^1] is >= (byte)'0' and <= (byte)'9')
        {
            _redactor.Find(_text.Text, _found);
            if (_found.Count > 0)
                Fail(RedactionFault.SecretInNumericScalar);
        }

        if (Fault == RedactionFault.None)
            output.Write(raw);
        _token.ResetWrittenCount();
        _state = State.Structure;
    }

    private void EndString(IBufferWriter<byte> output)
    {
        var raw = _token.WrittenSpan;
        if (!_text.TryRead(raw))
        {
            Fail(RedactionFault.BodyUnparseable);
            return;
        }

        _redactor.Find(_text.Text, _found);
        Count += _found.Count;
        if (Count > _redactor.Settings.MaxRedactions)
            Fail(RedactionFault.Overflow);
        Fail(_grammar.IsAtName ? _grammar.TakeName(_text.Text.ToString(), Rewritten()) : _grammar.TakeValue());
        if (Fault != RedactionFault.None)
            return;
        var written = 0;
        foreach (var match in _found)
        {
            output.Write(raw[written.._text.OffsetOf(match.Start)]);
            output.Write(_placeholders.Of(match.Class, _text.Text.Slice(match.Start, match.Length)));
            written = _text.OffsetOf(match.End);
        }

        output.Write(raw[written..]);
        output.Write("\""u8);
        _token.ResetWrittenCount();
        _state = State.Structure;
    }

    private string Rewritten()
    {
        var name = new StringBuilder();
        var written = 0;
        foreach (var match in _found)
        {
            name.Append(_text.Text[written..match.Start]);
            name.Append(Encoding.ASCII.GetString(
                _placeholders.Of(match.Class, _text.Text.Slice(match.Start, match.Length))));
            written = match.End;
        }

        return name.Append(_text.Text[written..]).ToString();
    }

    private void Fail(RedactionFault fault)
    {
        if (Fault == RedactionFault.None)
            Fault = fault;
    }
}
