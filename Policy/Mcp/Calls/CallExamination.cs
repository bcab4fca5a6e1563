using Pipelock.Policy.Mcp.Budgets;
using Pipelock.Policy.Mcp.Chains;
using Pipelock.Policy.Mcp.ToolPolicy;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>What one tool call is, read once for all protections that ask.</summary>
internal ref struct CallExamination
{
    /// <summary>Key of the tool's name.</summary>
    public UInt128 ToolKey;

    /// <summary>Built-in rules it breaks, one bit each.</summary>
    public uint BuiltIns;

    /// <summary>What its arguments show that is no offence by itself.</summary>
    public CallSignals Signals;

    /// <summary>The operator's rules it breaks, one bit each.</summary>
    public Span<ulong> OperatorRules;

    /// <summary>Some of the operator's rules are broken.</summary>
    public bool BreaksOperatorRules;

    /// <summary>The call as a step of chains.</summary>
    public ChainStep Step;

    /// <summary>The call as an expense.</summary>
    public CallCost Cost;
}
