using System.Text;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Tests.Hyperscan;

/// <summary>Scans text for tests.</summary>
internal static class HyperscanText
{
    public static HyperscanMatch[] Scan(HyperscanDatabase database, string text)
    {
        var matches = new HyperscanMatch[256];
        Assert.Equal(HyperscanOutcome.Complete, database.Scan(Encoding.UTF8.GetBytes(text), matches, out var count));
        return matches[..count];
    }
}
