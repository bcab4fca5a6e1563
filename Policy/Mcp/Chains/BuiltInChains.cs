using System.Collections.Immutable;
using Pipelock.Config.Options;
using static Pipelock.Policy.Mcp.Chains.ToolCategory;

namespace Pipelock.Policy.Mcp.Chains;

/// <summary>The patterns everybody gets.</summary>
internal static class BuiltInChains
{
    /// <summary>The patterns, worst first.</summary>
    public static ImmutableArray<ChainPattern> All { get; } =
    [
        new("read-write-send", [Step(Read), Step(Write), Step(Network)], ChainSeverity.Critical)
        {
            // Reading, noting and fetching is what agents do; with a credential at its start it is theft.
            NeedsEvidence = true,
        },
        new("env-then-network", [Step(Env), Step(Network)], ChainSeverity.Critical) { NeedsEvidence = true },
        new("write-chmod-execute",
            [Step(Write), Step(Exec) with { Required = StepTraits.MakesExecutable }, Step(Exec)],
            ChainSeverity.Critical),
        new("collect-then-send", [Collecting(Exec), Sending], ChainSeverity.Critical),
        new("collect-then-send", [Collecting(Write), Sending], ChainSeverity.Critical),
        new("fetch-execute",
            [new((int)Exec, Required: StepTraits.Fetches),
                new((int)Exec, Required: StepTraits.Launches | StepTraits.RunsWritten)],
            ChainSeverity.High),
        new("private-then-send",
            [new(ChainPatternStep.AnyTool, Required: StepTraits.TakesSecret),
                new(ChainPatternStep.AnyTool, Required: StepTraits.Sends)],
            ChainSeverity.Critical),
        new("private-then-send",
            [new(ChainPatternStep.AnyTool, Required: StepTraits.TakesSettings),
                new(ChainPatternStep.AnyTool, Required: StepTraits.Carries)],
            ChainSeverity.Critical),
        new("private-then-send",
            [new((int)Read, Required: StepTraits.TakesPrivate), new((int)Network, Required: StepTraits.Sends)],
            ChainSeverity.High)
        {
            // Whom it goes to tells nobody: mailing a list of customers can be the task.
            NeedsEvidence = true,
        },
        new("write-persist", [Step(Write), Step(Persist)], ChainSeverity.Critical),
        new("persist-callback", [Step(Persist), Step(Network)], ChainSeverity.Critical),
        new("read-then-exec", [Step(Read), Step(Exec)], ChainSeverity.High) { NeedsEvidence = true },
        new("write-execute", [Step(Write), Step(Exec) with { Evidence = StepTraits.RunsWritten }], ChainSeverity.High)
        {
            NeedsEvidence = true,
        },
        new("shell-burst", [Burst, Burst, Burst, Burst], ChainSeverity.High)
        {
            NeedsEvidence = true,
            EvidenceCount = 2,
        },
        new("recon-then-read", [Looking, Looking, Step(Read) with { Required = StepTraits.Sensitive }],
            ChainSeverity.High),
        new("directory-scan", [Step(List), Step(List), Step(Read)], ChainSeverity.Medium) { NeedsEvidence = true },
        new("read-sensitive-write", [Step(Read), Step(Write)], ChainSeverity.Medium) { NeedsEvidence = true },
    ];

    private static ChainPatternStep Burst =>
        new((int)Exec, Evidence: StepTraits.Reconnaissance | StepTraits.Sensitive);

    private static ChainPatternStep Looking => new((int)Exec, Required: StepTraits.Reconnaissance);

    private static ChainPatternStep Sending => new((int)Network, Required: StepTraits.NamesCollected);

    private static ChainPatternStep Collecting(ToolCategory category) =>
        new((int)category, Required: StepTraits.Collects);

    private static ChainPatternStep Step(ToolCategory category) =>
        new((int)category, Evidence: StepTraits.Sensitive);
}
