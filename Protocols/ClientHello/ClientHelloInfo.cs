namespace Pipelock.Protocols.ClientHello;

/// <summary>What a ClientHello says about where it wants to go (RFC 8446 §4.1.2).</summary>
public readonly ref struct ClientHelloInfo
{
    /// <summary>
    /// The host name of the server_name extension (RFC 6066 §3) as sent; empty when there is none. Valid as long as the
    /// input and, for a hello cut into several records, until the next read on this thread.
    /// </summary>
    public ReadOnlySpan<byte> ServerName { get; internal init; }

    /// <summary>Whether the hello names a server.</summary>
    public bool HasServerName => !ServerName.IsEmpty;

    /// <summary>
    /// Whether encrypted_client_hello is present (RFC 9849): the name above is then not the real one.
    /// </summary>
    public bool HasEncryptedClientHello { get; internal init; }

    /// <summary>
    /// The protocols offered (RFC 7301 §3.1), each with a length byte before it; empty when none are.
    /// </summary>
    public ReadOnlySpan<byte> AlpnProtocols { get; internal init; }

    /// <summary>Whether the protocol is among those offered, such as <c>h2</c>; compared byte for byte.</summary>
    public bool Offers(ReadOnlySpan<byte> protocol)
    {
        var rest = AlpnProtocols;
        while (!rest.IsEmpty)
        {
            var length = rest[0];
            if (rest.Slice(1, length).SequenceEqual(protocol))
            {
                return true;
            }

            rest = rest[(1 + length)..];
        }

        return false;
    }
}
