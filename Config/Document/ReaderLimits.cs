namespace Pipelock.Config.Document;

/// <summary>What a configuration file may cost at most. Both readers keep to it.</summary>
public static class ReaderLimits
{
    /// <summary>Bytes in one file. The largest real configuration is a few dozen kilobytes.</summary>
    public const int MaxFileBytes = 4 * 1024 * 1024;

    /// <summary>Nesting of sections and lists. The deepest key of the product lies at 6.</summary>
    public const int MaxDepth = 64;

    /// <summary>Nodes in the tree, each YAML alias counted with everything it stands for, so that a few lines of
    /// aliases of aliases cannot grow into millions of nodes.</summary>
    public const int MaxNodes = 200_000;

    /// <summary>Problems reported for one file; the rest would only repeat the first ones.</summary>
    public const int MaxProblems = 100;
}
