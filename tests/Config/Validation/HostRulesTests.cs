namespace Pipelock.Config.Tests.Validation;

public class HostRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "file_sentry: {enabled: true}", "file_sentry.watch_paths", "at least one directory" },
        { "file_sentry: {watch_paths: [' ']}", "file_sentry.watch_paths[0]", "must not be empty" },
        { "file_sentry: {watch_paths: ['../elsewhere']}", "file_sentry.watch_paths[0]", "leads out" },
        { "file_sentry: {watch_paths: [ok, 'a/../../b']}", "file_sentry.watch_paths[1]", "leads out" },
        { "file_sentry: {ignore_patterns: ['[']}", "file_sentry.ignore_patterns[0]", "malformed glob" },
        { "sandbox: {strict: true, best_effort: true}", "sandbox.strict", "exclude each other" },
        { "sandbox: {filesystem: {allow_read: ['']}}", "sandbox.filesystem.allow_read[0]", "must not be empty" },
        { "sandbox: {filesystem: {allow_write: ['']}}", "sandbox.filesystem.allow_write[0]", "must not be empty" },
        { "git_protection: {allowed_branches: ['[']}", "git_protection.allowed_branches[0]", "malformed glob" },
        { "git_protection: {blocked_commands: ['']}", "git_protection.blocked_commands[0]", "must not be empty" },
        { "rules: {min_confidence: certain}", "rules.min_confidence", "high" },
        { "rules: {disabled: [bundle]}", "rules.disabled[0]", "bundle:rule" },
        {
            "rules: {trusted_keys: [{public_key: '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0" +
            "a0a0a0a0a0a'}]}",
            "rules.trusted_keys[0].name",
            "is required"
        },
        {
            "rules: {trusted_keys: [{name: a, public_key: '0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A" +
            "0A0A0A0A0A0A0A0A0A0A'}]}",
            "rules.trusted_keys[0].public_key",
            "64 lower-case"
        },
    };

    public static TheoryData<string> Accepted =>
    [
        "file_sentry: {enabled: true, watch_paths: [work, /srv/data, ./a/../b]}",
        "sandbox: {strict: true, filesystem: {allow_read: [/opt]}}",
        "rules: {disabled: ['b:r', 'b*', 'r?'], trusted_keys: [{name: a, public_key: " +
            "'0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a'}]}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
