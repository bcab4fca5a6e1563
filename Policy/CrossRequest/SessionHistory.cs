namespace Pipelock.Policy.CrossRequest;

/// <summary>What is remembered of one session: its sums and pieces. Lock it while using it.</summary>
internal sealed class SessionHistory
{
    /// <summary>Content sent before.</summary>
    public SeenChunks Seen { get; } = new();

    /// <summary>Bits of entropy sent of late.</summary>
    public EntropyWindow Entropy { get; } = new();

    /// <summary>The latest pieces.</summary>
    public FragmentBuffer Fragments { get; } = new();
}
