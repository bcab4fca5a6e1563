using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Interception;

/// <summary>Knows the origin of requests that do not name it in their target.</summary>
internal interface IRequestUrl
{
    /// <summary>Composes the URL of the request whose head <paramref name="client"/> holds.</summary>
    /// <returns>False when the request names another origin than the connection is for.</returns>
    bool TryCompose(ClientConnection client);
}
