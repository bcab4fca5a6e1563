using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Clients;

/// <summary>A test with clients for Node.js; skipped, with the reason, where there is no Node or none of its
/// packages.</summary>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = NodePackages.Problem;
}
