using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>By what a client without a session id is known: what it authenticates with, else its address.</summary>
internal static class ClientIdentity
{
    /// <summary>The identity; it is hashed before it is kept. Allocates nothing for clients that
    /// authenticate.</summary>
    public static ReadOnlySpan<byte> Of(ClientConnection client) =>
        client.Head.Fields.TryFind(KnownHeader.Authorization, out var authorization)
            ? authorization : Encoding.ASCII.GetBytes(client.AddressText);
}
