using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Url;

namespace Pipelock.Cli.Commands.SelfTest;

/// <summary>Tries every rule's own examples, and the layers of the URL scan, against one configuration.</summary>
internal sealed class VectorRun(PolicySnapshot policy)
{
    /// <summary>The categories, in the order they run.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["dlp", "blocklist", "entropy", "scheme", "clean"];

    /// <summary>Runs one category.</summary>
    public IEnumerable<Vector> Run(string category) => category switch
    {
        "dlp" => RuleSet.BuiltInWithExamples().Rules.SelectMany(Examples),
        "blocklist" => Blocklist(),
        "entropy" => Entropy(),
        "scheme" =>
        [
            Url("scheme", "File scheme", "file:///srv/data", ScanLayer.Scheme),
            Url("scheme", "FTP scheme", "ftp://files.example.com/x", ScanLayer.Scheme),
        ],
        _ =>
        [
            Url("clean", "Normal HTTPS request", "https://www.example.com/index.html", null),
            Url("clean", "API endpoint request", "https://api.example.com/v1/models", null),
            Url("clean", "URL with query parameters", "https://www.example.com/search?q=weather+today&page=2", null),
        ],
    };

    private IEnumerable<Vector> Examples(SecretRule rule)
    {
        if (!rule.Core && !policy.Options.Dlp.IncludeDefaults)
        {
            yield return new Vector("dlp", rule.Name, "skip", "dlp.include_defaults is false");
            yield break;
        }

        for (var i = 0; i < rule.Matches.Length; i++)
        {
            var found = policy.Scanner.ScanText(Encoding.UTF8.GetBytes(rule.Matches[i]), ScanLayer.BodyDlp, "example");
            var by = found.Items.FirstOrDefault(one => one.RuleName == rule.Name && !one.WarnOnly)
                ?? found.Items.FirstOrDefault(one => !one.WarnOnly);
            yield return new Vector(
                "dlp", $"{rule.Name}, example {i + 1}", by is null ? "fail" : "pass",
                by is null ? "not found" : $"found: {by.Reason}");
        }

        for (var i = 0; i < rule.Clean.Length; i++)
        {
            var found = policy.Scanner.ScanText(Encoding.UTF8.GetBytes(rule.Clean[i]), ScanLayer.BodyDlp, "example");
            var wrong = found.Items.Any(one => one.RuleName == rule.Name);
            yield return new Vector(
                "dlp", $"{rule.Name}, look-alike {i + 1}", wrong ? "fail" : "pass",
                    wrong ? "found" : "not found (expected)");
        }
    }

    private IEnumerable<Vector> Blocklist()
    {
        var list = policy.Options.FetchProxy.Monitoring.Blocklist;
        if (list.IsEmpty)
            yield return new Vector("blocklist", "Blocklist", "skip", "fetch_proxy.monitoring.blocklist is empty");
        foreach (var pattern in list)
        {
            var host = pattern.Replace("*.", "www.", StringComparison.Ordinal);
            yield return Url("blocklist", pattern, $"https://{host}/", ScanLayer.Blocklist);
        }
    }

    private IEnumerable<Vector> Entropy()
    {
        if (policy.Options.FetchProxy.Monitoring.EntropyThreshold <= 0)
            yield return new Vector(
                "entropy", "High-entropy query", "skip", "fetch_proxy.monitoring.entropy_threshold is 0");
        else
            yield return Url("entropy", "High-entropy query",
                "https://www.example.com/?d=q8Zk3LmX9vTfB7wYc2HdN5sPgJ4rUe6A1oKiD0hQ", ScanLayer.Entropy);
        yield return Url("entropy", "Normal URL (low entropy)", "https://www.example.com/news/today", null);
    }

    /// <summary>Expects a layer to object to a URL, or none.</summary>
    private Vector Url(string category, string name, string text, ScanLayer? expected)
    {
        var url = Encoding.UTF8.GetBytes(text);
        if (!UrlParts.TryParse(url, out var parts, out var problem))
            return new Vector(category, name, "fail", problem!);
        var decision = policy.Decide(
            policy.Scanner.ScanUrl(parts), Surface.Url, new DecisionContext { Host = parts.Host, Url = url });
        if (expected is null && decision.Cause?.Layer == ScanLayer.Allowlist)
            return new Vector(category, name, "skip", "strict mode reaches api_allowlist only");
        var stopped = decision.Cause?.Layer == ScanLayer.Allowlist || decision.Cause?.Layer == expected;
        if (expected is null) return new Vector(
            category, name, decision.Cause is null ? "pass" : "fail", decision.Cause?.Reason ?? "allowed (expected)");
        return new Vector(category, name, stopped ? "pass" : "fail",
            decision.Cause is null ? "allowed" : $"{(decision.IsBlocked ? "blocked" : "warned")}: {decision.Reason}");
    }
}
