using System.Runtime.CompilerServices;

namespace Pipelock.Policy.Mcp.Chains;

/// <summary>One tool call as chains see it.</summary>
internal struct ChainStep
{
    /// <summary>File names of one call that are looked at.</summary>
    public const int MaxFiles = 8;

    /// <summary>Its categories, one bit each; 0 = nothing is known of the tool.</summary>
    public ulong Categories;

    /// <summary>What its arguments tell.</summary>
    public StepTraits Traits;

    /// <summary>When it was made, by a monotonic clock in milliseconds.</summary>
    public long Time;

    /// <summary>Keys of the file names among its arguments.</summary>
    public Keys Files;

    /// <summary>How many of <see cref="Files"/> are filled.</summary>
    public int FileCount;

    /// <summary>Chains are made of other calls than this one.</summary>
    public readonly bool IsNothing => Categories == 0 && Traits == StepTraits.None;

    /// <summary>Whether it is of a category.</summary>
    public readonly bool Is(int category) => (Categories >> category & 1) != 0;

    /// <summary>Adds a category.</summary>
    public void Add(ToolCategory category) => Categories |= 1UL << (int)category;

    /// <summary>Whether it names a file that <paramref name="other"/> names too.</summary>
    public readonly bool SharesFile(in ChainStep other)
    {
        for (var i = 0; i < FileCount; i++)
        {
            for (var j = 0; j < other.FileCount; j++)
            {
                if (Files[i] == other.Files[j])
                    return true;
            }
        }

        return false;
    }

    /// <summary>Room for the files of one call.</summary>
    [InlineArray(MaxFiles)]
    public struct Keys
    {
        private UInt128 _first;
    }
}
