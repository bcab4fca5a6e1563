using System.Runtime.CompilerServices;

namespace Pipelock.Policy.Mcp.Budgets;

/// <summary>What a tool call is to the budget.</summary>
internal ref struct CallCost
{
    /// <summary>URLs of one call that are looked at; what comes behind them is part of the same call.</summary>
    public const int MaxUrls = 16;

    /// <summary>Key of the tool's name.</summary>
    public UInt128 Tool;

    /// <summary>Key of the name and the arguments.</summary>
    public UInt128 Call;

    /// <summary>Length of the arguments, in bytes.</summary>
    public int Size;

    /// <summary>What it counts for.</summary>
    public double Weight;

    /// <summary>Keys of the hosts it names.</summary>
    public Keys Hosts;

    /// <summary>Keys of the URLs it names, without query.</summary>
    public Keys Urls;

    /// <summary>How many of <see cref="Hosts"/> and <see cref="Urls"/> are filled.</summary>
    public int UrlCount;

    /// <summary>Room for the keys of one call.</summary>
    [InlineArray(MaxUrls)]
    public struct Keys
    {
        private UInt128 _first;
    }
}
