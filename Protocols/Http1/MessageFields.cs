using System.Text;

namespace Pipelock.Protocols.Http1;

/// <summary>What the fields of one message say about framing, connection and routing, gathered in one pass.</summary>
internal ref struct MessageFields
{
    private ContentLengthValue _length;
    private TransferCodings _codings;
    private ConnectionOptions _connection;

    /// <summary>The length announced, -1 when none is.</summary>
    public readonly long ContentLength => _length.Length;

    /// <summary>Whether Transfer-Encoding is there; it is then chunked.</summary>
    public readonly bool IsChunked => _codings.Any;

    /// <summary>Connection: close.</summary>
    public readonly bool Close => _connection.Close;

    /// <summary>Connection: keep-alive.</summary>
    public readonly bool KeepAlive => _connection.KeepAlive;

    /// <summary>Both <c>Connection: upgrade</c> and an Upgrade field (RFC 9110 §7.8).</summary>
    public readonly bool IsUpgrade => _connection.Upgrade && HasUpgrade;

    /// <summary>Number of Host fields.</summary>
    public int HostCount { get; private set; }

    /// <summary>The last Host field.</summary>
    public int HostIndex { get; private set; }

    /// <summary>Whether 100-continue is expected.</summary>
    public bool ExpectsContinue { get; private set; }

    /// <summary>Whether anything else is expected.</summary>
    public bool ExpectsOther { get; private set; }

    private bool HasUpgrade { get; set; }

    /// <summary>Reads all fields; the first one that breaks a rule decides.</summary>
    /// <param name="fields">The fields; those that Connection lists get marked.</param>
    /// <param name="minorVersion">The version of the message.</param>
    /// <param name="result">What they say.</param>
    public static RefusalReason Read(HeaderFields fields, int minorVersion, out MessageFields result)
    {
        result = default;
        result._length = ContentLengthValue.Absent;
        for (var i = 0; i < fields.Count; i++)
        {
            var known = fields.Known(i);
            var refusal = known == KnownHeader.None ? RefusalReason.None : result.Add(fields, i, known);
            if (refusal != RefusalReason.None)
            {
                return refusal;
            }
        }

        return result.CheckFraming(minorVersion);
    }

    private RefusalReason Add(HeaderFields fields, int index, KnownHeader known)
    {
        switch (known)
        {
            case KnownHeader.ContentLength:
                return _length.Add(fields.Value(index));
            case KnownHeader.TransferEncoding:
                return _codings.Add(fields.Value(index));
            case KnownHeader.Connection:
                return _connection.Add(fields.Value(index), fields);
            case KnownHeader.Host:
                HostCount++;
                HostIndex = index;
                break;
            case KnownHeader.Expect:
                var isContinue = Ascii.EqualsIgnoreCase(fields.Value(index), "100-continue"u8);
                ExpectsContinue |= isContinue;
                ExpectsOther |= !isContinue;
                break;
            case KnownHeader.Upgrade:
                HasUpgrade |= !fields.Value(index).IsEmpty;
                break;
        }

        return RefusalReason.None;
    }

    private readonly RefusalReason CheckFraming(int minorVersion)
    {
        if (!IsChunked)
        {
            return RefusalReason.None;
        }

        // RFC 9112 §6.1: a server MAY reject both together, and treats the coding in HTTP/1.0 as faulty framing.
        if (ContentLength >= 0)
        {
            return RefusalReason.LengthAndTransferCoding;
        }

        return minorVersion == 0 ? RefusalReason.TransferCodingInHttp10 : _codings.Conclude();
    }
}
