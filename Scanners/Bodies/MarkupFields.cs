using System.Buffers;
using System.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Bodies;

/// <summary>The texts between the tags of XML or HTML.</summary>
internal ref struct MarkupFields(ReadOnlySpan<byte> body) : IFieldReader
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/>"u8);

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
            int start = _rest.IndexOf((byte)'<');
            Raw = start < 0 ? _rest : _rest[..start];
            _rest = start < 0 ? default : _rest[start..];
            bool found = !Raw.Trim(" \t\r\n"u8).IsEmpty;
            if (!found)
            {
                SkipTag();
                continue;
            }

            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public readonly int Decode(Span<byte> destination) => EntityDecoder.Decode(Raw, destination);

    /// <inheritdoc/>
    public readonly string Describe() => $"element {Encoding.UTF8.GetString(_tag)}";

    private void SkipTag()
    {
        int end = _rest.IndexOf((byte)'>');
        ReadOnlySpan<byte> tag = end < 0 ? _rest : _rest[..(end + 1)];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        ReadOnlySpan<byte> name = tag.IsEmpty ? tag : tag[1..];
        int length = name.IndexOfAny(NameEnds);
        if (length > 0)
        {
            _tag = name[..length];
        }
    }
}
