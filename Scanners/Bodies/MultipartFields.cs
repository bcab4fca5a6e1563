using System.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>The contents of the parts of a multipart body (RFC 2046 §5.1, RFC 7578).</summary>
/// <remarks>
/// Parts are told by <c>--boundary</c> at the start of a line. Their headers, names and file names are examined with
/// the text of the body; transfer encodings are undone there as well. After <see cref="MaxParts"/> parts the rest is
/// text.
/// </remarks>
internal ref struct MultipartFields : IFieldReader
{
    /// <summary>More parts than any form has.</summary>
    private const int MaxParts = 1000;

    private readonly ReadOnlySpan<byte> _boundary;
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _headers;
    private int _parts;

    /// <summary>Starts before the first part.</summary>
    internal MultipartFields(ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary)
    {
        _boundary = boundary;
        _rest = body;
        CutToBoundary();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <inheritdoc/>
    public readonly bool IsPiece => true;

    /// <inheritdoc/>
    public readonly bool IsEncoded => false;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (_boundary.IsEmpty || _rest.IsEmpty || _rest.StartsWith("--"u8) || ++_parts > MaxParts)
        {
            return false;
        }

        var part = CutToBoundary();
        var blank = part.IndexOf("\r\n\r\n"u8);
        blank = blank < 0 ? part.IndexOf("\n\n"u8) : blank;
        _headers = blank < 0 ? default : part[..blank];
        Raw = (blank < 0 ? part : part[blank..]).Trim("\r\n"u8);
        return true;
    }

    /// <inheritdoc/>
    public readonly int Decode(Span<byte> destination)
    {
        Raw.CopyTo(destination);
        return Raw.Length;
    }

    /// <inheritdoc/>
    public readonly string Describe()
    {
        var name = HeaderParameter.Find(_headers, "name"u8);
        return name.IsEmpty ? $"part {_parts}" : $"part \"{Encoding.UTF8.GetString(name)}\"";
    }

    // Returns what stands before the next boundary and leaves the rest behind it.
    private ReadOnlySpan<byte> CutToBoundary()
    {
        var text = _rest;
        var from = 0;
        while (!_boundary.IsEmpty && text[from..].IndexOf(_boundary) is var found and >= 0)
        {
            var at = from + found;
            if (at >= 2 && text[(at - 2)..at].SequenceEqual("--"u8) && (at == 2 || text[at - 3] is 10 or 13))
            {
                _rest = text[(at + _boundary.Length)..];
                return text[..(at - 2)];
            }

            from = at + 1;
        }

        _rest = default;
        return text;
    }
}
