namespace Pipelock.Protocols.Http1;

/// <summary>The bounds of one message head, in bytes without line ends unless said otherwise. Immutable.</summary>
public readonly record struct HeadLimits
{
    /// <summary>The limits of every connection that the operator did not configure otherwise.</summary>
    public static HeadLimits Default { get; } = new();

    /// <summary>Every limit at its default.</summary>
    public HeadLimits()
    {
    }

    /// <summary>
    /// Longest request or status line. RFC 9112 §3 recommends at least 8000; signed URLs of object stores need more.
    /// </summary>
    public int MaxLineBytes { get; init; } = 16 * 1024;

    /// <summary>Longest field line; bearer tokens and cookie jars reach 16 KiB.</summary>
    public int MaxFieldLineBytes { get; init; } = 32 * 1024;

    /// <summary>The whole head, line ends and the final empty line included.</summary>
    public int MaxHeadBytes { get; init; } = 64 * 1024;

    /// <summary>Number of field lines.</summary>
    public int MaxFields { get; init; } = 128;

    /// <summary>Throws when a limit is not positive or one line could exceed what a packed field slice holds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its bounds.</exception>
    internal HeadLimits Checked()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxLineBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxFieldLineBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxHeadBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxFields);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxFieldLineBytes, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxHeadBytes, 1 << 24);
        return this;
    }
}
