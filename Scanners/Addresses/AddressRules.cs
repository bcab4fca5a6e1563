using System.Net;
using System.Text;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Addresses;

/// <summary>
/// Says which addresses and hosts a request may go to: nothing internal, unless the operator allowed it.
/// </summary>
/// <remarks>
/// Immutable, thread-safe; an allowed address costs no allocation. An IPv6 address is judged by itself and by every
/// IPv4 address it stands for (mapped, compatible, 6to4, NAT64, Teredo, ISATAP).
/// </remarks>
public sealed class AddressRules
{
    private static readonly IpRangeSet s_metadata = new(ReservedRanges.CloudMetadata);

    private readonly IpRangeSet _internal;
    private readonly IpRangeSet _allowed;
    private readonly HostPatterns _trusted;

    /// <summary>Builds the rules.</summary>
    /// <param name="internalRanges">
    /// CIDR ranges that count as internal. Empty: the configurable check is off, and only literal internal addresses,
    /// the names of this machine and cloud metadata are refused.
    /// </param>
    /// <param name="allowedRanges">CIDR ranges that are reachable although internal.</param>
    /// <param name="trustedDomains">Host patterns that may resolve to internal addresses.</param>
    /// <exception cref="FormatException">A range cannot be read; the message names it.</exception>
    public AddressRules(
        IReadOnlyList<string> internalRanges, IReadOnlyList<string> allowedRanges, IReadOnlyList<string> trustedDomains)
    {
        ChecksResolvedAddresses = internalRanges.Count > 0;
        _internal = new IpRangeSet([.. internalRanges, .. ReservedRanges.Core]);
        _allowed = new IpRangeSet([.. allowedRanges]);
        _trusted = new HostPatterns(trustedDomains);
    }

    /// <summary>
    /// Whether addresses that names resolve to are held against the internal ranges. False when the operator emptied
    /// them; <see cref="Check"/> must still be called: it then refuses cloud metadata, and literal addresses as ever.
    /// </summary>
    public bool ChecksResolvedAddresses { get; }

    private ScanLayer Layer => ChecksResolvedAddresses ? ScanLayer.Ssrf : ScanLayer.CoreSsrf;

    /// <summary>Judges an address that a request is about to connect to.</summary>
    /// <param name="address">The address, resolved or literal.</param>
    /// <param name="host">
    /// The host it came from, without brackets; the address's own spelling when that was literal.
    /// </param>
    /// <returns>Why it must not be connected to, or null when it may.</returns>
    public Finding? Check(IPAddress address, string host)
    {
        var bits = IpBits.From(address);
        var isMetadata = Objects(s_metadata, bits);
        if (!isMetadata && !Objects(_internal, bits))
            return null;

        var name = Encoding.UTF8.GetBytes(host);
        if (HostLiteral.TryParse(name, out IpBits _))
            return Refuse($"connection to internal IP {address}");

        var isExempt = _trusted.Contains(name) || !(ChecksResolvedAddresses || isMetadata);
        return isExempt ? null : Refuse($"{host} resolves to internal IP {address}");
    }

    /// <summary>
    /// Judges a host before any name is resolved: literal addresses in every spelling, names that are internal by
    /// definition, and public names made to resolve to the internal address written in them.
    /// </summary>
    /// <param name="host">The host without brackets.</param>
    /// <returns>Why it must not be connected to, or null when nothing speaks against it yet.</returns>
    public Finding? CheckHost(ReadOnlySpan<byte> host)
    {
        if (HostLiteral.TryParse(host, out IpBits literal))
        {
            if (IsRefused(literal))
                return Refuse($"connection to internal IP {literal.ToIPAddress()}");

            // With leading zeros the next hop may read another number than we do: both must be harmless.
            return literal.IsIpv4 && HostLiteral.TryParseIpv4Decimal(host,
                out var other) && IsRefused(IpBits.V4(other))
                ? Refuse($"connection to internal IP {IpBits.V4(other).ToIPAddress()} by one reading of the host")
                : null;
        }

        var isNumeric = NumericNames.TryFind(host, this, out var embedded);
        var meaning = isNumeric ? null : InternalNames.Describe(host);
        // Where addresses decide, one that is allowed makes the name allowed; without them there is only the name.
        if (!isNumeric && meaning is null && !ChecksResolvedAddresses && InternalNames.IsPrivate(host))
            meaning = "is a name of a private network";
        if ((!isNumeric && meaning is null) || _trusted.Contains(host))
            return null;

        var name = HostText.Quote(host);
        return Refuse(meaning is null
            ? $"{name} resolves to internal IP {IpBits.V4(embedded).ToIPAddress()}"
            : $"{name} {meaning}");
    }

    /// <summary>Whether a host is a service that hands out the credentials of a cloud machine, and not
    /// allowed.</summary>
    /// <param name="host">The host without brackets, in any spelling.</param>
    internal bool IsCloudMetadata(ReadOnlySpan<byte> host) => HostLiteral.TryParse(host, out IpBits literal)
        ? Objects(s_metadata, literal)
        : NumericNames.TryFind(host, this, out var embedded)
            ? Objects(s_metadata, IpBits.V4(embedded))
            : InternalNames.IsMetadata(host) && !_trusted.Contains(host);

    /// <summary>Whether an IPv4 address is internal and not allowed.</summary>
    internal bool IsInternal(uint address) => IsRefused(IpBits.V4(address));

    private bool IsRefused(IpBits address) => Objects(_internal, address) || Objects(s_metadata, address);

    private bool Objects(IpRangeSet forbidden, IpBits address)
    {
        if (address.IsIpv4)
            return forbidden.Contains(address) && !_allowed.Contains(address);

        Span<uint> embedded = stackalloc uint[2];
        var count = EmbeddedIpv4.Unwrap(address.Value, embedded);
        foreach (var inner in embedded[..count])
        {
            if (forbidden.Contains(IpBits.V4(inner)) && !_allowed.Contains(IpBits.V4(inner)))
                return !_allowed.Contains(address);
        }

        return forbidden.Contains(address) && !_allowed.Contains(address);
    }

    private Finding Refuse(string what) => new(
        Layer,
        ChecksResolvedAddresses ? "ssrf-internal-address" : "core-ssrf-internal-address",
        "Internal Address",
        Severity.Critical,
        (ChecksResolvedAddresses ? "SSRF blocked: " : "core SSRF: ") + what) { Where = "host" };
}
