using System.Text;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// Gathers the Transfer-Encoding fields of one message; the only acceptable list is one chunked (RFC 9112 §6.1).
/// </summary>
internal struct TransferCodings
{
    private bool _sawChunked;
    private bool _sawOther;
    private bool _chunkedIsLast;
    private bool _repeated;

    /// <summary>Whether there is any coding.</summary>
    public readonly bool Any => _sawChunked || _sawOther;

    /// <summary>Reads one field value.</summary>
    public RefusalReason Add(ReadOnlySpan<byte> value)
    {
        bool isLast;
        do
        {
            // No empty element and no parameter is tolerated: lists that only some parsers read as chunked smuggle.
            var coding = Syntax.NextElement(ref value, out isLast);
            if (coding.IsEmpty || coding.ContainsAnyExcept(Syntax.Token))
            {
                return RefusalReason.InvalidTransferEncoding;
            }

            _chunkedIsLast = Ascii.EqualsIgnoreCase(coding, "chunked"u8);
            _repeated |= _chunkedIsLast && _sawChunked;
            _sawChunked |= _chunkedIsLast;
            _sawOther |= !_chunkedIsLast;
        }
        while (!isLast);

        return RefusalReason.None;
    }

    /// <summary>Decides about the whole list.</summary>
    public readonly RefusalReason Conclude()
    {
        if (_repeated)
        {
            return RefusalReason.ChunkedRepeated;
        }

        if (_sawChunked && !_chunkedIsLast)
        {
            return RefusalReason.ChunkedNotFinal;
        }

        return _sawOther ? RefusalReason.UnsupportedTransferCoding : RefusalReason.None;
    }
}
