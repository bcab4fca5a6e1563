using System.Net.Security;
using System.Security.Authentication;

namespace Pipelock.Tls.Origins;

/// <summary>TLS to an origin that was verified.</summary>
public sealed class OriginStream : SslStream
{
    private OriginStream(Stream transport)
        : base(transport, leaveInnerStreamOpen: false)
    {
    }

    /// <summary>What the verification found; set while the handshake runs.</summary>
    internal OriginFault Fault { get; set; }

    /// <summary>Shakes hands over <paramref name="transport"/>, which the result then owns.</summary>
    /// <exception cref="OriginFaultException">The origin is not who it has to be, or does not agree.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<OriginStream> OpenAsync(Stream transport, OriginIdentity identity, CancellationToken stop)
    {
        var stream = new OriginStream(transport);
        try
        {
            await stream.AuthenticateAsClientAsync(identity.Options, stop).ConfigureAwait(false);
            return stream;
        }
        catch (AuthenticationException e)
        {
            var fault = stream.Fault == OriginFault.None ? OriginFault.Handshake : stream.Fault;
            await stream.DisposeAsync().ConfigureAwait(false);
            throw new OriginFaultException(fault, e);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
