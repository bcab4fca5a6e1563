namespace Pipelock.Scanners.Hyperscan;

/// <summary>
/// Hands out scratch space without allocating: each thread keeps one, large enough for every database.
/// </summary>
/// <remarks>
/// A scratch may serve several databases if it was sized for each. One prototype grows with every new database and
/// is cloned (0.2 µs) when a thread's own copy is older than the database it is to scan. No await lies between
/// <see cref="Rent"/> and <see cref="Return"/>, so a thread needs one; a second is made if a callback nests scans.
/// </remarks>
internal static unsafe class ScratchPool
{
    private static readonly Lock s_lock = new();
    private static nint s_prototype;
    private static int s_generation;

    [ThreadStatic]
    private static HyperscanScratch? t_idle;

    /// <summary>Grows the prototype for a new database.</summary>
    /// <returns>The generation from which scratch space serves it.</returns>
    public static int Cover(nint database)
    {
        lock (s_lock)
        {
            var prototype = s_prototype;
            HyperscanLibrary.Check("hs_alloc_scratch", HyperscanNative.AllocScratch(database, &prototype));
            s_prototype = prototype;
            return ++s_generation;
        }
    }

    /// <summary>Takes a scratch for one scan.</summary>
    public static HyperscanScratch Rent(int generation)
    {
        var scratch = t_idle;
        t_idle = null;
        return scratch is not null && scratch.Generation >= generation ? scratch : Clone();
    }

    /// <summary>Gives it back to this thread.</summary>
    public static void Return(HyperscanScratch scratch) => t_idle = scratch;

    private static HyperscanScratch Clone()
    {
        lock (s_lock)
        {
            nint scratch = 0;
            HyperscanLibrary.Check("hs_clone_scratch", HyperscanNative.CloneScratch(s_prototype, &scratch));
            return new HyperscanScratch(scratch, s_generation);
        }
    }
}
