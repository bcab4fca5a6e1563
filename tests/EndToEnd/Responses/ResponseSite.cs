using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Responses;

/// <summary>A site whose origin says what a test wants it to say.</summary>
public class ResponseSite : Site
{
    private int next;

    /// <summary>Has the origin play a script and returns the path that plays it.</summary>
    internal (string Name, string Path) Put(Script script)
    {
        var name = $"s{Interlocked.Increment(ref next)}";
        Origin.Scripts[name] = script;
        return (name, $"/script/{name}");
    }

    /// <summary>Has the origin play a script and returns what the client gets.</summary>
    internal Task<RawResponse> GetAsync(Script script) => Proxy.ExchangeAsync(Request("GET", Put(script).Path));
}
