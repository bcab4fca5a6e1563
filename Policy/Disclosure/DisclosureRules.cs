using Pipelock.Policy.Decisions;
using Pipelock.Scanners;

namespace Pipelock.Policy.Disclosure;

/// <summary>Decides from the findings of an exchange how much of its URL may be written down.</summary>
public static class DisclosureRules
{
    /// <summary>Where a finding may stand without touching the host; anything else is taken to be the host.</summary>
    private static readonly string[] s_besideTheHost =
    [
        "path", "query", "fragment", "userinfo", "header", "body",
        "response", "event", "title", "text", "hidden element", "websocket message",
    ];

    /// <summary>The strictest disclosure any of the findings asks for.</summary>
    public static UrlDisclosure For(in Findings findings)
    {
        var strictest = UrlDisclosure.Full;
        for (var i = 0; i < findings.Count; i++)
        {
            var one = For(findings[i]);
            if (one > strictest)
                strictest = one;
        }

        return strictest;
    }

    /// <summary>The disclosure one finding asks for.</summary>
    public static UrlDisclosure For(Finding finding)
    {
        if (!LayerFacts.Of(finding.Layer).IsContent)
            return UrlDisclosure.Full;
        if (finding.Layer is ScanLayer.HeaderDlp or ScanLayer.BodyDlp)
            return UrlDisclosure.Origin;
        if (finding.Layer == ScanLayer.SubdomainEntropy)
            return UrlDisclosure.Domain;
        foreach (var part in s_besideTheHost)
        {
            if (finding.Where.StartsWith(part, StringComparison.OrdinalIgnoreCase))
                return UrlDisclosure.Origin;
        }

        return UrlDisclosure.Domain; // doubt means the host is hidden
    }
}
