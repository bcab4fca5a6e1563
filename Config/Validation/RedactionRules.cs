using System.Collections.Frozen;
using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Replacement of sensitive values in request bodies.</summary>
internal static class RedactionRules
{
    private const string Classes =
        "aws-access-key google-api-key github-token slack-token jwt ssh-private-key ssn ad-user hash-sha512 " +
        "credit-card hash-sha256 hash-sha1 hash-md5 cidr ipv4 ipv6 mac email fqdn";

    private static readonly FrozenSet<string> s_classes = Classes.Split(' ').ToFrozenSet();

    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        var redaction = options.Redaction;
        sink.Each("redaction.allowlist_unparseable", redaction.AllowlistUnparseable, BareHostProblem);
        foreach (var (name, dictionary) in redaction.Dictionaries)
            CheckDictionary(KeyPaths.Child("redaction.dictionaries", name), dictionary, sink);
        foreach (var (name, profile) in redaction.Profiles)
            CheckProfile(KeyPaths.Child("redaction.profiles", name), profile, redaction, sink);
        if (!redaction.Enabled)
            return;

        sink.Require(
            options.RequestBodyScanning.Enabled,
            "redaction.enabled",
            "requires request_body_scanning.enabled to be true");
        if (sink.Required("redaction.default_profile", redaction.DefaultProfile, "when redaction.enabled is true"))
        {
            sink.Require(
                redaction.Profiles.ContainsKey(redaction.DefaultProfile),
                "redaction.default_profile",
                "names no profile of redaction.profiles");
        }

        sink.Positive("redaction.limits.max_body_bytes", redaction.Limits.MaxBodyBytes);
        sink.Positive("redaction.limits.max_redactions_per_request", redaction.Limits.MaxRedactionsPerRequest);
        sink.Positive("redaction.limits.max_depth", redaction.Limits.MaxDepth);
    }

    private static void CheckDictionary(string key, RedactionDictionaryOptions dictionary, ValidationSink sink)
    {
        sink.Require(
            IsClassName(dictionary.Class),
            $"{key}.class",
            "must be lower-case letters, digits, - and _, beginning with a letter or digit");
        sink.Require(
            !dictionary.Entries.IsEmpty || dictionary.EntriesFile.Length > 0,
            key,
            "needs entries or entries_file");
        sink.NotBlank($"{key}.entries", dictionary.Entries);
    }

    private static void CheckProfile(
        string key, RedactionProfileOptions profile, RedactionOptions redaction, ValidationSink sink)
    {
        sink.Require(
            !profile.Classes.IsEmpty || !profile.Dictionaries.IsEmpty, key, "needs at least one class or dictionary");
        sink.Each(
            $"{key}.classes", profile.Classes, name => s_classes.Contains(name) ? null : $"is none of: {Classes}");
        sink.Each(
            $"{key}.dictionaries",
            profile.Dictionaries,
            name => redaction.Dictionaries.ContainsKey(name) ? null : "names no dictionary of redaction.dictionaries");
    }

    private static bool IsClassName(string text) =>
        text.Length > 0 && text[0] is not ('-' or '_')
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    private static string? BareHostProblem(string host) =>
        host.Length > 0 && host.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '*')
            ? null
            : "must be a lower-case host name, without scheme, port or path";
}
