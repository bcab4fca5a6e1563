using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>What a web page may bring along: scripts, traps, media.</summary>
internal static class BrowserRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        var shield = options.BrowserShield;
        sink.Domains("browser_shield.exempt_domains", shield.ExemptDomains);
        sink.Domains("browser_shield.tracking_domains", shield.TrackingDomains);
        sink.Require(
            shield.OversizeAction is not OversizeAction.Warn || shield.Strictness is ShieldStrictness.Minimal,
            "browser_shield.oversize_action",
            "may be warn only when strictness is minimal");
        // Also where disabled, as everything here: the policy may be switched on by an agent's profile.
        sink.Each("media_policy.allowed_image_types", options.MediaPolicy.AllowedImageTypes, ImageTypeProblem);
    }

    private static string? ImageTypeProblem(string type)
    {
        const string Family = "image/";
        if (!type.StartsWith(Family, StringComparison.Ordinal) || type.Length == Family.Length || type.Contains('*'))
            return "must be a concrete image type such as image/png";
        return type == "image/svg+xml" ? "must not be SVG, which can carry scripts" : null;
    }
}
