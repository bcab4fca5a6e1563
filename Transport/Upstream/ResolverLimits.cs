namespace Pipelock.Transport.Upstream;

/// <summary>Bounds of the resolver.</summary>
/// <param name="Timeout">How long one lookup may take; after that the host counts as unresolvable.</param>
/// <param name="Lifetime">How long an answer is used.</param>
/// <param name="Entries">How many names are remembered at most.</param>
public readonly record struct ResolverLimits(TimeSpan Timeout, TimeSpan Lifetime, int Entries)
{
    /// <summary>How long a failure is remembered, so that a broken name is not asked for by every retry.</summary>
    public static readonly TimeSpan FailureLifetime = TimeSpan.FromSeconds(1);
}
