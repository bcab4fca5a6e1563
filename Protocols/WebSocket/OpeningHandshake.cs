using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.WebSocket;

/// <summary>Validates both halves of the opening handshake (RFC 6455 §4). Thread-safe; allocates nothing.</summary>
/// <remarks>
/// Extensions in a request are no error: whoever answers or forwards it leaves them out, which negotiates them away
/// (RFC 6455 §9.1). In an answer they are one, because none was offered.
/// </remarks>
public static class OpeningHandshake
{
    /// <summary>Whether the request means to become a WebSocket, validly or not.</summary>
    public static bool IsMeant(RequestHead head) =>
        head.Fields.TryFind(KnownHeader.Upgrade, out var upgrade) && TokenList.Contains(upgrade, "websocket"u8);

    /// <summary>Checks a client's half.</summary>
    public static HandshakeError Check(RequestHead head)
    {
        if (head.KnownMethod != RequestMethod.Get) return HandshakeError.MethodNotGet;
        if (head.MinorVersion < 1) return HandshakeError.HttpVersionTooOld;
        if (head.Framing != BodyFraming.None && head.ContentLength != 0) return HandshakeError.UnexpectedContent;
        if (!head.IsUpgrade || !IsMeant(head)) return HandshakeError.NotAnUpgrade;
        var keys = Count(head.Fields, KnownHeader.SecWebSocketKey, out var key);
        if (keys == 0) return HandshakeError.MissingKey;
        if (keys > 1 || !AcceptKey.IsKey(key)) return HandshakeError.MalformedKey;
        if (Count(head.Fields, KnownHeader.SecWebSocketVersion, out var version) != 1 || !version.SequenceEqual("13"u8))
            return HandshakeError.UnsupportedVersion;
        return AreProtocolsValid(head.Fields) ? HandshakeError.None : HandshakeError.MalformedProtocols;
    }

    /// <summary>Checks a server's half.</summary>
    /// <param name="answer">The server's head.</param>
    /// <param name="key">The key it was sent.</param>
    /// <param name="offer">The fields of the request that was sent: what may be chosen from.</param>
    /// <param name="protocol">The sub-protocol the server chose; empty for none.</param>
    public static HandshakeError Check(
        ResponseHead answer, ReadOnlySpan<byte> key, HeaderFields offer, out ReadOnlySpan<byte> protocol)
    {
        protocol = default;
        if (answer.StatusCode != 101) return HandshakeError.NotSwitching;
        // "Upgrade" holds exactly one value here (RFC 6455 §4.1, step 2 for the client).
        if (!answer.IsUpgrade
            || Count(answer.Fields, KnownHeader.Upgrade, out var upgrade) != 1
            || !Ascii.EqualsIgnoreCase(upgrade, "websocket"u8))
            return HandshakeError.AnswerNotAnUpgrade;
        Span<byte> expected = stackalloc byte[AcceptKey.Length];
        AcceptKey.Compute(key, expected);
        if (Count(answer.Fields, KnownHeader.SecWebSocketAccept, out var accept) != 1
            || !accept.SequenceEqual(expected))
            return HandshakeError.WrongAccept;
        if (Count(answer.Fields, KnownHeader.SecWebSocketExtensions, out var extensions) > 0 && !extensions.IsEmpty)
            return HandshakeError.UnofferedExtension;
        var chosen = Count(answer.Fields, KnownHeader.SecWebSocketProtocol, out protocol);
        if (chosen == 0) return HandshakeError.None;
        return chosen == 1 && IsOffered(offer, protocol) ? HandshakeError.None : HandshakeError.UnofferedProtocol;
    }

    /// <summary>How many fields of one name there are, and the value of the first.</summary>
    private static int Count(HeaderFields fields, KnownHeader name, out ReadOnlySpan<byte> first)
    {
        first = default;
        var count = 0;
        for (var i = fields.Count - 1; i >= 0; i--)
        {
            if (fields.Known(i) != name) continue;
            count++;
            first = fields.Value(i);
        }

        return count;
    }

    private static bool IsOffered(HeaderFields offer, ReadOnlySpan<byte> protocol)
    {
        for (var i = 0; i < offer.Count; i++)
        {
            if (offer.Known(i) == KnownHeader.SecWebSocketProtocol
                && TokenList.ContainsExactly(offer.Value(i), protocol))
                return true;
        }

        return false;
    }

    /// <summary>Elements "MUST all be unique strings" of token characters (RFC 6455 §4.1, step 10).</summary>
    private static bool AreProtocolsValid(HeaderFields fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields.Known(i) == KnownHeader.SecWebSocketProtocol && !TokenList.IsDistinctTokens(fields.Value(i)))
                return false;
        }

        return true;
    }
}
