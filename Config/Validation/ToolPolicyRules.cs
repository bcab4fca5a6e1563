using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Rules on MCP tool calls, for the whole proxy or for one agent.</summary>
internal static class ToolPolicyRules
{
    /// <summary>Applies the rules to the section at <paramref name="section"/>.</summary>
    public static void Check(string section, McpToolPolicyOptions policy, ValidationSink sink)
    {
        if (policy.Enabled && policy.Rules.IsEmpty)
            sink.Error($"{section}.rules", "needs at least one rule when the policy is enabled");
        for (var i = 0; i < policy.Rules.Length; i++)
            CheckRule(KeyPaths.Element($"{section}.rules", i), policy.Rules[i], policy, sink);
        foreach (var (name, profile) in policy.RedirectProfiles)
            CheckProfile(KeyPaths.Child($"{section}.redirect_profiles", name), profile, sink);
    }

    private static void CheckRule(
        string key, ToolPolicyRuleOptions rule, McpToolPolicyOptions policy, ValidationSink sink)
    {
        sink.Required($"{key}.name", rule.Name);
        sink.Pattern($"{key}.tool_pattern", rule.ToolPattern);
        if (rule.ArgPattern.Length > 0)
            sink.Pattern($"{key}.arg_pattern", rule.ArgPattern);
        if (rule.ArgKey.Length > 0)
        {
            sink.Pattern($"{key}.arg_key", rule.ArgKey);
            sink.Required($"{key}.arg_pattern", rule.ArgPattern, "with arg_key");
        }

        if ((rule.Action ?? policy.Action) is not ToolPolicyAction.Redirect)
            return;
        if (sink.Required($"{key}.redirect_profile", rule.RedirectProfile, "when the action is redirect"))
        {
            sink.Require(
                policy.RedirectProfiles.ContainsKey(rule.RedirectProfile),
                $"{key}.redirect_profile",
                "names no profile of redirect_profiles");
        }
    }

    private static void CheckProfile(string key, RedirectProfileOptions profile, ValidationSink sink)
    {
        if (profile.Exec.IsEmpty || string.IsNullOrWhiteSpace(profile.Exec[0]))
            sink.Error($"{key}.exec", "needs a program");
        else if (profile.MatchAbsPath && !Path.IsPathRooted(profile.Exec[0]))
            sink.Error($"{key}.exec", "must name the program by its absolute path when match_abs_path is true");
    }
}
