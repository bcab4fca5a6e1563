using System.CommandLine;
using System.Text;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;
using Pipelock.Scanners.Url;

namespace Pipelock.Cli.Commands;

/// <summary>
/// <c>check</c>: validates a configuration, or says what would become of one URL. Opens no connection.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var config = ConfigSource.Option();
        var url = new Option<string?>("--url")
        {
            Description = "Scan this URL instead of only validating.",
            HelpName = "URL",
        };
        var command = new Command("check", "Validate a configuration or scan a URL.") { config, url };
        command.SetAction(result => Startup.Guard(() => Run(result.GetValue(config), result.GetValue(url))));
        return command;
    }

    private static int Run(string? path, string? url)
    {
        LoadedConfig loaded;
        try
        {
            loaded = ConfigSource.Load(path);
        }
        catch (ConfigException e)
        {
            Console.WriteLine("Config validation FAILED");
            ConfigSource.Report(e, Console.Error);
            return ExitCode.Configuration;
        }

        using var policy = Startup.BuildPolicy(loaded);
        if (path is null) Console.WriteLine("Using default config (no --config specified)\n");
        if (url is not null) return Scan(policy, url);
        Describe(loaded, policy);
        return ExitCode.Ok;
    }

    private static void Describe(LoadedConfig loaded, PolicySnapshot policy)
    {
        var options = loaded.Options;
        Console.WriteLine("Config validation: OK");
        Console.WriteLine($"  Mode:           {options.Mode.ToString().ToLowerInvariant()}");
        Console.WriteLine($"  Listen:         {options.FetchProxy.Listen}");
        Console.WriteLine($"  API allowlist:  {options.ApiAllowlist.Length} domains");
        Console.WriteLine($"  Blocklist:      {options.FetchProxy.Monitoring.Blocklist.Length} patterns");
        Console.WriteLine($"  DLP patterns:   {policy.Scanner.SecretRuleCount} rules");
        Console.WriteLine($"  Entropy thresh: {options.FetchProxy.Monitoring.EntropyThreshold:0.0} bits");
        Console.WriteLine($"  Max URL length: {options.FetchProxy.Monitoring.MaxUrlLength} chars");
        foreach (var warning in loaded.Warnings) Console.WriteLine($"  Warning:        {warning}");
        foreach (var section in loaded.InactiveSections) Console.WriteLine($"  {section}: not active in this version");
    }

    private static int Scan(PolicySnapshot policy, string url)
    {
        var decision = Decide(policy, Encoding.UTF8.GetBytes(url), out var shown);
        Console.WriteLine($"Scanning URL: {shown}");
        if (decision.Cause is not { } cause)
        {
            Console.WriteLine("  Result:  ALLOWED");
            return ExitCode.Ok;
        }

        Console.WriteLine($"  Result:  {(decision.IsBlocked ? "BLOCKED" : "ALLOWED, with a warning")}");
        Console.WriteLine($"  Scanner: {decision.Scanner}");
        Console.WriteLine($"  Reason:  {decision.Reason}");
        Console.WriteLine($"  Rule:    {cause.RuleName}");
        if (decision.HowToAllow.Length > 0) Console.WriteLine($"  Allow:   {decision.HowToAllow}");
        if (!decision.IsBlocked) return ExitCode.Ok;
        Console.Error.WriteLine("url blocked");
        return ExitCode.Findings;
    }

    /// <summary>The verdict, and as much of the URL as may be shown beside it.</summary>
    private static Decision Decide(PolicySnapshot policy, byte[] url, out string shown)
    {
        if (!UrlParts.TryParse(url, out var parts, out var problem))
        {
            shown = "[not a URL]";
            return policy.Decide(ScanEngine.UnreadableUrl(problem!), Surface.Url, new DecisionContext { Url = url });
        }

        var findings = policy.Scanner.ScanUrl(parts);
        var decision = policy.Decide(findings, Surface.Url, new DecisionContext { Host = parts.Host, Url = url });
        shown = decision.Cause is null ? Encoding.UTF8.GetString(url) : Startup.Disclose(url, decision);
        return decision;
    }
}
