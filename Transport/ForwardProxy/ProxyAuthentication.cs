using System.Security.Cryptography;
using System.Text;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>
/// Lets only the configured users through (<c>Proxy-Authorization</c>, Basic: RFC 7617). Thread-safe.
/// </summary>
public sealed class ProxyAuthentication
{
    private volatile Accepted? _accepted;

    /// <summary>What a client without valid credentials is told.</summary>
    internal static Answer Challenge { get; } = new()
    {
        Status = 407,
        Body = "proxy authentication required\n",
        Fields = [("Proxy-Authenticate", "Basic realm=\"pipelock\", charset=\"UTF-8\"")],
    };

    /// <summary>Whether the request comes from a user, or no users are configured.</summary>
    public bool Admits(RequestHead head, PolicySnapshot policy)
    {
        var users = policy.Options.ForwardProxy.Auth.Users;
        if (users.IsDefaultOrEmpty) return true;
        if (!head.Fields.TryFind(KnownHeader.ProxyAuthorization, out var given)) return false;
        if (given.Length < 6 || !Ascii.EqualsIgnoreCase(given[..6], "Basic "u8)) return false;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(given[6..].Trim((byte)' '), digest);
        var admitted = false;
        // Every user is compared, by digests of one length: the time taken tells nothing about any of them.
        foreach (var known in For(policy).Digests) admitted |= CryptographicOperations.FixedTimeEquals(known, digest);
        return admitted;
    }

    private Accepted For(PolicySnapshot policy)
    {
        var accepted = _accepted;
        if (accepted is not null && ReferenceEquals(accepted.Policy, policy)) return accepted;
        return _accepted = new Accepted(policy);
    }

    private sealed class Accepted
    {
        public Accepted(PolicySnapshot policy)
        {
            Policy = policy;
            Digests = [.. policy.Options.ForwardProxy.Auth.Users.Select(user => SHA256.HashData(
                Encoding.ASCII.GetBytes(Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{user.Name}:{user.Password}")))))];
        }

        public PolicySnapshot Policy { get; }

        public byte[][] Digests { get; }
    }
}
