namespace Pipelock.Scanners.Hyperscan;

/// <summary>Remembers, for this process, the large databases it compiled without a cache directory.</summary>
/// <remarks>
/// A reload that leaves the rules as they are must not cost the seconds that compiling them takes. Bounded: the oldest
/// is forgotten. Thread-safe; two callers that want the same database compile it once.
/// </remarks>
internal static class RecentDatabases
{
    /// <summary>Expressions from which on a database is worth remembering; smaller ones compile in no time.</summary>
    public const int Large = 32;

    /// <summary>Databases remembered; each takes up to a few megabytes.</summary>
    private const int Limit = 8;

    private static readonly Lock s_compiling = new();
    private static readonly Dictionary<string, byte[]> s_known = [];
    private static readonly Queue<string> s_order = [];

    /// <summary>Loads the database of <paramref name="key"/>, or compiles and remembers it.</summary>
    /// <exception cref="HyperscanCompileException">An expression was refused.</exception>
    public static HyperscanDatabase GetOrCompile(
        string key, ReadOnlySpan<HyperscanExpression> expressions, HyperscanMode mode)
    {
        lock (s_compiling)
        {
            if (s_known.TryGetValue(key, out var known))
                return HyperscanDatabase.Deserialize(known, mode);
            var compiled = HyperscanDatabase.Compile(expressions, mode);
            NativeHeap.Trim();
            s_known[key] = compiled.Serialize();
            s_order.Enqueue(key);
            if (s_order.Count > Limit)
                s_known.Remove(s_order.Dequeue());
            return compiled;
        }
    }
}
