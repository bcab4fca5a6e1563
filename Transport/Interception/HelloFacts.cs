using Pipelock.Protocols.ClientHello;

namespace Pipelock.Transport.Interception;

/// <summary>What matters of a client hello, kept beyond the buffer it was read from.</summary>
internal sealed class HelloFacts
{
    private HelloFacts(ClientHelloStatus status, bool isEmpty)
    {
        Status = status;
        IsEmpty = isEmpty;
    }

    /// <summary>How the reading ended; NeedMore when the rest never came.</summary>
    public ClientHelloStatus Status { get; }

    /// <summary>Nothing came at all.</summary>
    public bool IsEmpty { get; }

    /// <summary>The server name as sent; empty when there is none.</summary>
    public byte[] ServerName { get; private init; } = [];

    /// <summary>HTTP/1.1 is among the protocols offered, or none are named, which means the same.</summary>
    public bool OffersHttp1 { get; private init; }

    /// <summary>There was no complete hello.</summary>
    public static HelloFacts Without(ClientHelloStatus status, bool isEmpty) => new(status, isEmpty);

    /// <summary>The facts of a complete hello.</summary>
    public static HelloFacts Of(in ClientHelloInfo hello) => new(ClientHelloStatus.Complete, isEmpty: false)
    {
        ServerName = hello.ServerName.ToArray(),
        OffersHttp1 = hello.AlpnProtocols.IsEmpty || hello.Offers("http/1.1"u8),
    };
}
