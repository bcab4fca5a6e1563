namespace Pipelock.Protocols.Http1;

/// <summary>A set of known fields: one word, so membership costs one instruction. Immutable.</summary>
public readonly record struct KnownHeaderSet
{
    private readonly ulong _bits;

    /// <summary>The set of the given fields; <see cref="KnownHeader.None"/> is never a member.</summary>
    public KnownHeaderSet(params ReadOnlySpan<KnownHeader> members)
    {
        foreach (var member in members)
        {
            _bits |= 1UL << (int)member;
        }

        _bits &= ~1UL;
    }

    private KnownHeaderSet(ulong bits) => _bits = bits;

    /// <summary>The empty set.</summary>
    public static KnownHeaderSet Empty => default;

    /// <summary>
    /// What must not leave with a forwarded request: the identity a client claims for itself, and the path it came by.
    /// </summary>
    public static KnownHeaderSet ClientIdentity { get; } = new(
        KnownHeader.XPipelockAgent, KnownHeader.PipelockMediation, KnownHeader.XForwardedFor, KnownHeader.XRealIP,
        KnownHeader.XForwardedHost, KnownHeader.XForwardedProto, KnownHeader.XForwardedPort, KnownHeader.Forwarded,
        KnownHeader.Via);

    /// <summary>Whether the field is a member.</summary>
    public bool Contains(KnownHeader header) => ((_bits >> (int)header) & 1) != 0;

    /// <summary>The members of both sets.</summary>
    public static KnownHeaderSet operator |(KnownHeaderSet left, KnownHeaderSet right) => new(left._bits | right._bits);

    /// <summary>The members of both sets; the named form of the operator.</summary>
    public KnownHeaderSet BitwiseOr(KnownHeaderSet other) => this | other;
}
