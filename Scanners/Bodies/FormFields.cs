using System.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Bodies;

/// <summary>Names and values of a urlencoded form (WHATWG URL §5.1).</summary>
internal ref struct FormFields(ReadOnlySpan<byte> body) : IFieldReader
{
    private ReadOnlySpan<byte> _rest = body;
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _value;
    private bool _hasValue;
    private bool _onName;

    /// <inheritdoc/>
    public readonly ReadOnlySpan<byte> Raw => _onName ? _name : _value;

    /// <inheritdoc/>
    public readonly bool IsPiece => !_onName;

    /// <inheritdoc/>
    public readonly bool IsEncoded => Raw.ContainsAny((byte)'%', (byte)'+');

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (_onName && _hasValue)
        {
            _onName = false;
            return true;
        }

        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = _rest.IndexOf((byte)'&');
        var pair = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        var equals = pair.IndexOf((byte)'=');
        _hasValue = equals >= 0;
        _name = _hasValue ? pair[..equals] : pair;
        _value = _hasValue ? pair[(equals + 1)..] : default;
        _onName = true;
        return true;
    }

    /// <inheritdoc/>
    public readonly int Decode(Span<byte> destination) => PercentDecoder.Decode(Raw, destination, plusIsSpace: true);

    /// <inheritdoc/>
    public readonly string Describe() =>
        _onName ? "form field name" : $"form field \"{Encoding.UTF8.GetString(_name)}\"";
}
