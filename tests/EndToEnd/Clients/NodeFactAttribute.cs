using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Clients;

/// <summary>A test with clients for Node.js; skipped, with the reason, where there is none.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodePackages.Problem;
}
