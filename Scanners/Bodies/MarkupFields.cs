using System.Buffers;
using System.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Bodies;

/// <summary>The texts between the tags of XML or HTML.</summary>
internal ref struct MarkupFields(ReadOnlySpan<byte> body) : IFieldReader
{
    private static readonly SearchValues<byte> s_nameEnds = SearchValues.Create(" \t\r\n/>"u8);

    private ReadOnlySpan<byte> _rest = body;
    private ReadOnlySpan<byte> _tag;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <inheritdoc/>
    public readonly bool IsPiece => true;

    /// <inheritdoc/>
    public readonly bool IsEncoded => Raw.Contains((byte)'&');

    /// <inheritdoc/>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var start = _rest[0] == '<' ? 0 : _rest.IndexOf((byte)'<');
            Raw = start < 0 ? _rest : _rest[..start];
            _rest = start < 0 ? default : _rest[start..];
            if (!IsBlank(Raw))
            {
                return true;
            }

            SkipTag();
        }

        return false;
    }

    /// <inheritdoc/>
    public readonly int Decode(Span<byte> destination) => EntityDecoder.Decode(Raw, destination);

    /// <inheritdoc/>
    public readonly string Describe()
    {
        var length = _tag.IndexOfAny(s_nameEnds);
        return $"element {Encoding.UTF8.GetString(length < 0 ? _tag : _tag[..length])}";
    }

    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at == text.Length;
    }

    private void SkipTag()
    {
        var end = _rest.IndexOf((byte)'>');
        // The end of an element has no name of its own: what follows it is still described by the one that began last.
        if (end > 1 && !s_nameEnds.Contains(_rest[1]))
        {
            _tag = _rest[1..(end + 1)];
        }

        _rest = end < 0 ? default : _rest[(end + 1)..];
    }
}
