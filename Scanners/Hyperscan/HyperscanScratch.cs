using System.Runtime.ConstrainedExecution;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>Working memory of one scan in flight (about 16 KiB); owned by one thread at a time.</summary>
internal sealed class HyperscanScratch(nint pointer, int generation) : CriticalFinalizerObject
{
    /// <summary>The native scratch.</summary>
    public nint Pointer { get; } = pointer;

    /// <summary>It serves every database up to this generation.</summary>
    public int Generation { get; } = generation;

    /// <summary>Frees the memory when the thread that kept it is gone.</summary>
    ~HyperscanScratch() => _ = HyperscanNative.FreeScratch(Pointer);
}
