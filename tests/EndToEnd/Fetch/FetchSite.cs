using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Responses;

namespace Pipelock.EndToEnd.Tests.Fetch;

/// <summary>A proxy that fetches at most one MiB, under a name of its own.</summary>
public sealed class FetchSite : ResponseSite
{
    internal override ProxySettings Settings => new() { Fetch = ["max_response_mb: 1", "user_agent: \"Reader/2.0\""] };
}
