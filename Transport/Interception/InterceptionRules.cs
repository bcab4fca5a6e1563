using System.Net;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Protocols.ClientHello;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Transport.Interception;

/// <summary>Whose TLS is opened: by host first, then by what the client hello says. Immutable, thread-safe.</summary>
/// <remarks>
/// Encrypted client hello needs no rule: browsers send it as noise to everybody, and where it is meant, the name
/// outside is not the host of the tunnel (RFC 9849 §6.1). Answered without its key, the client falls back to a plain
/// hello.
/// </remarks>
internal sealed class InterceptionRules(TlsInterceptionOptions options)
{
    private readonly HostPatterns _passThrough = new(options.PassthroughDomains);
    private readonly HostPatterns _only = new(options.InterceptOnly);

    /// <summary>
    /// Whether the TLS of a tunnel to <paramref name="host"/> is to be opened, going by the host alone.
    /// </summary>
    public bool Covers(ReadOnlySpan<byte> host) =>
        !_passThrough.Contains(host) && (_only.Count == 0 || _only.Contains(host));

    /// <summary>Decides about a tunnel whose host is covered.</summary>
    /// <param name="host">Host of the tunnel, without brackets.</param>
    /// <param name="hello">What its client said first.</param>
    /// <param name="client">The client's address.</param>
    /// <param name="rejections">Clients that did not accept our certificate before.</param>
    public InterceptionChoice Choose(
        ReadOnlySpan<byte> host, HelloFacts hello, IPAddress client, ClientRejections rejections)
    {
        switch (hello.Status)
        {
            case ClientHelloStatus.NotTls:
                return InterceptionChoice.PlainText;
            case ClientHelloStatus.Malformed:
                return InterceptionChoice.Malformed;
            case ClientHelloStatus.NeedMore:
                return hello.IsEmpty ? InterceptionChoice.Nothing : InterceptionChoice.Late;
        }

        if (hello.ServerName.Length > 0 && !IsSame(hello.ServerName, host)) return InterceptionChoice.NameMismatch;
        if (!hello.OffersHttp1 && options.H2OnlyClients == H2OnlyAction.Passthrough)
            return InterceptionChoice.PassThrough;
        return options.PassthroughRejectingClients && rejections.Contains(client, host)
            ? InterceptionChoice.PassThrough
            : InterceptionChoice.Open;
    }

    private static bool IsSame(ReadOnlySpan<byte> name, ReadOnlySpan<byte> host) =>
        Ascii.EqualsIgnoreCase(WithoutRootDot(name), WithoutRootDot(host));

    private static ReadOnlySpan<byte> WithoutRootDot(ReadOnlySpan<byte> name) =>
        name.EndsWith("."u8) ? name[..^1] : name;
}
