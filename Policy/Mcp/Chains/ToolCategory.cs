namespace Pipelock.Policy.Mcp.Chains;

/// <summary>What a tool does, for chains; the operator's own categories are numbered behind these.</summary>
/// <remarks>In this order the first that fits a name counts.</remarks>
internal enum ToolCategory : byte
{
    /// <summary>Runs commands.</summary>
    Exec,

    /// <summary>Makes something run later, or at every start.</summary>
    Persist,

    /// <summary>Reads the environment, configuration or secrets.</summary>
    Env,

    /// <summary>Sends to, or gets from, another machine.</summary>
    Network,

    /// <summary>Changes files or other stored things.</summary>
    Write,

    /// <summary>Reads files or other stored things.</summary>
    Read,

    /// <summary>Tells what there is.</summary>
    List,
}
