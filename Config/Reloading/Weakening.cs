using System.Collections.Immutable;
using Pipelock.Config.Options;

namespace Pipelock.Config.Reloading;

/// <summary>Says which changes of a reload protect less than what ran before.</summary>
/// <remarks>
/// They are logged one by one; in mode strict the reload is refused for them, as whoever can write the file must not be
/// able to open a proxy that was closed on purpose. What only moves a limit is none of them.
/// </remarks>
public static class Weakening
{
    /// <summary>One sentence per change, beginning with its key.</summary>
    public static ImmutableArray<string> Of(PipelockOptions before, PipelockOptions after) =>
    [
        .. SwitchRules.Rows.Where(row => row.IsOn(before)
            && !row.IsOn(after)).Select(row => $"{row.Key}: switched off"),
        .. ActionRules.Rows.Select(row => row.Compare(before, after)).OfType<string>(),
        .. ListRules.Of(before, after),
    ];
}
