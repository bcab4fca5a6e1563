using Pipelock.Policy.Mcp.Sessions;

namespace Pipelock.Policy.Mcp.Tools;

/// <summary>By tool: the hash of the definition that counts as the good one. Shared by all sessions;
/// thread-safe.</summary>
/// <remarks>
/// The first definition seen is the good one unless the operator accepted another. A tool that differs is flagged, and
/// stays flagged until it is as it was or its new definition is accepted: a list that is asked for twice does not make
/// a change good.
/// </remarks>
internal sealed class ToolBaseline
{
    private readonly Lock _lock = new();
    private readonly BoundedMap<Definition> _byName = new(KnownTools.Capacity);

    /// <summary>Compares a definition with the good one, which it becomes when there is none.</summary>
    /// <param name="name">Key of the tool's name.</param>
    /// <param name="tool">The definition as it is listed now.</param>
    /// <param name="accepted">The definition the operator accepted; null when there is none.</param>
    /// <returns>What changed; null when nothing did.</returns>
    public ToolChange? Compare(UInt128 name, ToolDefinition tool, string? accepted)
    {
        lock (_lock)
        {
            ref var known = ref _byName.Touch(name, out var exists);
            if (accepted == tool.Hash || (!exists && accepted is null))
            {
                known = new Definition(tool, IsFlagged: false);
                return null;
            }

            // Accepted before this process started, but differently: nothing is known but the hash.
            if (!exists)
                known = new Definition(new ToolDefinition(accepted!, null, []), IsFlagged: true);
            var changed = known.Good.Hash != tool.Hash;
            known = known with { IsFlagged = changed };
            return changed ? ToolChange.Between(known.Good, tool) : null;
        }
    }

    /// <summary>Whether the tool was last listed with a definition that is not the good one.</summary>
    public bool IsFlagged(UInt128 name)
    {
        lock (_lock)
            return _byName.TryGet(name, out var known) && known.IsFlagged;
    }

    private readonly record struct Definition(ToolDefinition Good, bool IsFlagged);
}
