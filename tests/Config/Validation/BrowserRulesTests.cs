namespace Pipelock.Config.Tests.Validation;

public class BrowserRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "browser_shield: {strictness: total}", "browser_shield.strictness", "aggressive" },
        {
            "browser_shield: {oversize_action: warn}",
            "browser_shield.oversize_action",
            "only when strictness is minimal"
        },
        { "browser_shield: {oversize_action: drop}", "browser_shield.oversize_action", "scan_head" },
        { "browser_shield: {max_shield_bytes: 0}", "browser_shield.max_shield_bytes", "1" },
        {
            "media_policy: {enabled: false, allowed_image_types: [text/html]}",
            "media_policy.allowed_image_types[0]",
            "concrete image type"
        },
        {
            "media_policy: {allowed_image_types: ['image/*']}",
            "media_policy.allowed_image_types[0]",
            "concrete image type"
        },
        {
            "media_policy: {allowed_image_types: [image/]}",
            "media_policy.allowed_image_types[0]",
            "concrete image type"
        },
        {
            "media_policy: {allowed_image_types: ['Image/SVG+XML; charset=utf-8']}",
            "media_policy.allowed_image_types[0]",
            "SVG"
        },
        { "media_policy: {max_image_bytes: -1}", "media_policy.max_image_bytes", "0" },
    };

    public static TheoryData<string> Accepted =>
    [
        "browser_shield: {oversize_action: warn, strictness: minimal}",
        "browser_shield: {oversize_action: scan_head}",
        "media_policy: {allowed_image_types: [' IMAGE/WebP; q=1 '], max_image_bytes: 0}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
