namespace Pipelock.Policy.Mcp.Chains;

/// <summary>One step of a pattern.</summary>
/// <param name="Category">The category a call must have; <see cref="AnyTool"/> where its arguments tell.</param>
/// <param name="Required">What its arguments must tell, too.</param>
/// <param name="Evidence">What its arguments may tell to make the pattern certain; any of these.</param>
internal readonly record struct ChainPatternStep(
    int Category, StepTraits Required = StepTraits.None, StepTraits Evidence = StepTraits.None)
{
    /// <summary>No category: a tool may be called anything.</summary>
    public const int AnyTool = -1;

    /// <summary>Whether a call is this step.</summary>
    public bool Fits(in ChainStep step) =>
        (Category == AnyTool || step.Is(Category)) && (step.Traits & Required) == Required;
}
