using Pipelock.Policy;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>
/// What differs between listeners that share one pipeline: what a URL is checked for, and how its origin is reached.
/// </summary>
/// <remarks>
/// Immutable and thread-safe; asked once or twice per request, so nothing here may allocate when clean.
/// </remarks>
internal abstract class ExchangeRoute
{
    /// <summary>Decides about the URL of a request, before anything is looked up.</summary>
    /// <param name="client">Who asks, and for which URL.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="target">Where it goes; valid unless the URL could not be understood.</param>
    public abstract Decision DecideUrl(ClientConnection client, PolicySnapshot policy, out RequestTarget target);

    /// <summary>Why a URL that is clean is not served all the same; null when it is.</summary>
    public abstract string? Unserved(ReadOnlySpan<byte> url);

    /// <summary>Counts a request against the limits of its host.</summary>
    public abstract Decision Admit(ReadOnlySpan<byte> host, PolicySnapshot policy);

    /// <summary>Takes an idle connection to the origin, if there is one.</summary>
    /// <param name="url">The URL asked for.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="repeatable">The request may be sent again when the connection turns out to be closed.</param>
    public abstract UpstreamConnection? TakePooled(
        ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy, bool repeatable);

    /// <summary>Opens a connection to the origin.</summary>
    /// <param name="client">Who asks; its leaving ends the attempt.</param>
    /// <param name="target">Where its request goes.</param>
    /// <param name="policy">The policy in force.</param>
    public abstract Task<DialResult> DialAsync(
        ClientConnection client, in RequestTarget target, PolicySnapshot policy);

    /// <summary>The parent proxy that the request itself is sent to, or null for none.</summary>
    /// <param name="url">The URL asked for.</param>
    /// <param name="target">Where it goes.</param>
    public abstract ParentProxy? ParentFor(ReadOnlySpan<byte> url, in RequestTarget target);
}
