using System.Text;
using Pipelock.Policy;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>
/// The way of a forward proxy: wherever the client wants to go, after every check of the destination.
/// </summary>
internal sealed class ForwardRoute(OriginDialer dialer) : ExchangeRoute
{
    /// <inheritdoc/>
    public override Decision DecideUrl(ReadOnlySpan<byte> url, PolicySnapshot policy, out RequestTarget target) =>
        RequestInspector.DecideUrl(url, Surface.Url, policy, out target);

    /// <inheritdoc/>
    /// <remarks>A URL of another scheme would leave in clear what its sender believes encrypted.</remarks>
    public override string? Unserved(ReadOnlySpan<byte> url) =>
        url.Length > 5 && Ascii.EqualsIgnoreCase(url[..5], "http:"u8)
            ? null
            : "only http is forwarded by URL; use CONNECT for https";

    /// <inheritdoc/>
    public override Decision Admit(ReadOnlySpan<byte> host, PolicySnapshot policy) =>
        policy.Admit(host, Surface.Url, Environment.TickCount64);

    /// <inheritdoc/>
    public override UpstreamConnection? TakePooled(
        ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy, bool repeatable) =>
        dialer.TakePooled(target.Host(url), target.Port, policy, repeatable);

    /// <inheritdoc/>
    public override Task<DialResult> DialAsync(
        ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy, CancellationToken stop) =>
        dialer.DialAsync(
            target.HostText(url), target.Host(url).ToArray(), target.Port, Surface.Url, policy, stop);

    /// <inheritdoc/>
    public override ParentProxy? ParentFor(ReadOnlySpan<byte> host) => dialer.ParentFor(host);
}
