using Pipelock.Policy;

namespace Pipelock.Transport.Listening;

/// <summary>Serves the requests of one client connection, one at a time, in the way of its listener.</summary>
internal interface IHttpSession : IDisposable
{
    /// <summary>Serves the request whose head the client connection holds; true when it can serve another.</summary>
    ValueTask<bool> ServeAsync(PolicySnapshot policy);
}
