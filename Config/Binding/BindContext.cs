using System.Collections.Immutable;
using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>What one run of the binder gathers on its way through the document.</summary>
internal sealed class BindContext(string file, RecordShape root)
{
    private readonly ImmutableArray<ConfigProblem>.Builder _problems = ImmutableArray.CreateBuilder<ConfigProblem>();
    private readonly ImmutableArray<string>.Builder _inactive = ImmutableArray.CreateBuilder<string>();

    /// <summary>The shape of the whole options, for hints about keys that stand in the wrong section.</summary>
    public RecordShape Root { get; } = root;

    /// <summary>Keys that were set.</summary>
    public KeyLocations Locations { get; } = new(file);

    /// <summary>Problems so far.</summary>
    public ImmutableArray<ConfigProblem> Problems => _problems.ToImmutable();

    /// <summary>Inactive keys that were set.</summary>
    public ImmutableArray<string> InactiveKeys => _inactive.ToImmutable();

    /// <summary>Notes a problem; those over <see cref="ReaderLimits.MaxProblems"/> are dropped.</summary>
    public void Problem(SourceLocation location, string path, string message)
    {
        if (_problems.Count < ReaderLimits.MaxProblems)
            _problems.Add(new ConfigProblem(file, location, path, message));
    }

    /// <summary>Notes a key that is set and has no effect in this version.</summary>
    public void Inactive(string path) => _inactive.Add(path);
}
