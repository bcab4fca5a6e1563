namespace Pipelock.Config.Tests.Validation;

public class RedactionRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "redaction: {enabled: true}", "redaction.default_profile", "is required when" },
        {
            "redaction: {enabled: true, default_profile: q, profiles: {p: {classes: [jwt]}}}",
            "redaction.default_profile",
            "names no profile"
        },
        {
            "redaction: {enabled: true, default_profile: p, profiles: {p: {classes: [jwt]}}}\nrequest_bo" +
            "dy_scanning: {enabled: false}",
            "redaction.enabled",
            "request_body_scanning.enabled"
        },
        { "redaction: {profiles: {p: {}}}", "redaction.profiles.p", "at least one class" },
        { "redaction: {profiles: {p: {classes: [jwt, passports]}}}", "redaction.profiles.p.classes[1]", "is none of" },
        {
            "redaction: {profiles: {p: {dictionaries: [d]}}}",
            "redaction.profiles.p.dictionaries[0]",
            "names no dictionary"
        },
        { "redaction: {dictionaries: {d: {entries: [a]}}}", "redaction.dictionaries.d.class", "lower-case" },
        { "redaction: {dictionaries: {d: {class: -a, entries: [a]}}}", "redaction.dictionaries.d.class", "lower-case" },
        { "redaction: {dictionaries: {d: {class: A, entries: [a]}}}", "redaction.dictionaries.d.class", "lower-case" },
        { "redaction: {dictionaries: {d: {class: a}}}", "redaction.dictionaries.d", "needs entries" },
        {
            "redaction: {dictionaries: {d: {class: a, entries: ['']}}}",
            "redaction.dictionaries.d.entries[0]",
            "must not be empty"
        },
        { "redaction: {limits: {max_body_bytes: 67108865}}", "redaction.limits.max_body_bytes", "67108864" },
        {
            "redaction: {limits: {max_redactions_per_request: 1000001}}",
            "redaction.limits.max_redactions_per_request",
            "1000000"
        },
        { "redaction: {limits: {max_depth: 257}}", "redaction.limits.max_depth", "256" },
        {
            "redaction: {enabled: true, default_profile: p, profiles: {p: {classes: [jwt]}}, limits: {max_depth: 0}}",
            "redaction.limits.max_depth",
            "greater than 0"
        },
        {
            "redaction: {allowlist_unparseable: ['https://a.example']}",
            "redaction.allowlist_unparseable[0]",
            "lower-case host name"
        },
        {
            "redaction: {allowlist_unparseable: [A.example]}",
            "redaction.allowlist_unparseable[0]",
            "lower-case host name"
        },
    };

    public static TheoryData<string> Accepted =>
    [
        "redaction: {enabled: true, default_profile: p, profiles: {p: {classes: [jwt]}}}",
        "redaction: {profiles: {p: {dictionaries: [d]}}, dictionaries: {d: {class: staff_1, entries_file: names.txt}}}",
        "redaction: {allowlist_unparseable: ['*.blob.example']}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
