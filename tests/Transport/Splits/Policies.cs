using Pipelock.Config.Options;
using Pipelock.Policy;

namespace Pipelock.Transport.Tests.Splits;

/// <summary>One policy for all tests here: compiling its rules takes a while.</summary>
internal static class Policies
{
    private static readonly Lazy<PolicyHolder> s_built = new(() => new PolicyHolder(PolicySnapshot.Build(
        new PipelockOptions { WebsocketProxy = new WebsocketProxyOptions { Enabled = true } }, "tests",
            new PolicyEnvironment())));

    /// <summary>The defaults.</summary>
    public static PolicyHolder Holder => s_built.Value;
}
