using Pipelock.Policy.Decisions;
using Pipelock.Scanners;

namespace Pipelock.Policy.Disclosure;

/// <summary>Makes sure that a URL refused before it was searched for secrets does not put one into the log.</summary>
/// <remarks>
/// Layers run in a fixed order and the first finding ends a scan, so a blocked host, for example, leaves the
/// query unread. Such a URL is read here, when it is to be written down: refusals are rare enough.
/// </remarks>
internal static class DisclosureProbe
{
    /// <summary>How much of the URL may be written down.</summary>
    /// <param name="findings">What ended the scan.</param>
    /// <param name="context">The host, and the URL where there is one.</param>
    /// <param name="holdsNoSecret">Searches a text for secrets.</param>
    public static UrlDisclosure For(
        in Findings findings, scoped in DecisionContext context, Func<ReadOnlySpan<byte>, bool> holdsNoSecret)
    {
        var disclosure = DisclosureRules.For(findings);
        if (disclosure == UrlDisclosure.Domain || !EndedEarly(findings))
            return disclosure;
        if (context.Host.IsEmpty || !holdsNoSecret(context.Host))
            return UrlDisclosure.Domain;
        return !context.Url.IsEmpty && !holdsNoSecret(context.Url) ? UrlDisclosure.Origin : disclosure;
    }

    private static bool EndedEarly(in Findings findings)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            if (LayerFacts.Of(findings[i].Layer).RunsBeforeSecrets)
                return true;
        }

        return false;
    }
}
