using System.Text;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Runs the layers that need no network over a URL, in their fixed order; the first that objects ends it.
/// </summary>
/// <remarks>
/// (1) scheme, (2) line breaks, (3) path traversal, (4) allowlist, (5) blocklist, (6) literal internal hosts where the
/// operator emptied the internal ranges, (7) core secrets, (8) secrets, (9) entropy, (10) host labels, (11) internal
/// hosts by the operator's ranges, (13) length. Names are resolved, and (12) and (14) counted, by the caller, after
/// this. Immutable, thread-safe; a clean URL costs no allocation.
/// </remarks>
internal sealed class UrlScanner
{
    private const int MaxLocated = 4;

    private readonly HostPatterns? _allowlist;
    private readonly HostPatterns _blocklist;
    private readonly AddressRules _addresses;
    private readonly UrlSecrets _secrets;
    private readonly RuleExemptions _exemptions;
    private readonly UrlEntropy _entropy;
    private readonly HostnameCargo _cargo;
    private readonly int _maxLength;

    /// <summary>Puts the layers together.</summary>
    public UrlScanner(
        ScanSettings settings, AddressRules addresses, TextScanner text, SecretEngine engine, RuleExemptions exemptions)
    {
        HostPatterns allowlist = new(settings.Allowlist);
        HostPatterns excluded = new(settings.SubdomainEntropyExclusions);
        _allowlist = settings.EnforceAllowlist && allowlist.Count > 0 ? allowlist : null;
        _blocklist = new HostPatterns(settings.Blocklist);
        _addresses = addresses;
        _secrets = new UrlSecrets(text, engine, exemptions);
        _exemptions = exemptions;
        _entropy = new UrlEntropy(settings.EntropyThreshold, excluded);
        _cargo = new HostnameCargo(settings.SubdomainEntropyThreshold, excluded);
        _maxLength = settings.MaxUrlLength;
    }

    /// <summary>Judges a URL.</summary>
    public Findings Scan(in UrlParts url)
    {
        var finding = CheckForm(url) ?? CheckHost(url.Host);
        if (finding is not null)
            return new Findings([finding]);

        var internalHost = _addresses.CheckHost(url.Host);
        if (internalHost is { Layer: ScanLayer.CoreSsrf })
            return new Findings([internalHost]);

        var fields = UrlFields.Of(url);
        var forwarded = ForwardedUrls.Find(url, _addresses)
            ?? ForwardedUrls.FindInPath(url.Path, _addresses);
        if (forwarded is not null)
            return new Findings([forwarded]);

        var secrets = CheckSecrets(url, fields);
        if (!secrets.IsClean && secrets.Items.Any(f => !f.WarnOnly))
            return secrets;

        return secrets.Concat(ScanBehindSecrets(url, fields, null, internalHost));
    }

    /// <summary>Judges what a URL carries, wherever it leads.</summary>
    public Findings ScanContent(in UrlParts url)
    {
        if (CheckForm(url) is { } form)
            return new Findings([form]);

        var fields = UrlFields.Of(url);
        var secrets = CheckSecrets(url, fields);
        return !secrets.IsClean && secrets.Items.Any(f => !f.WarnOnly)
            ? secrets
            : secrets.Concat((_entropy.Check(url, fields, null) ?? CheckLength(url.Raw.Length)) is { } finding
                ? new Findings([finding]) : default);
    }

    /// <summary>Runs the layers behind the secrets alone.</summary>
    public Findings ScanBehindSecrets(in UrlParts url, IReadOnlySet<string> forgiven) =>
        ScanBehindSecrets(url, UrlFields.Of(url), forgiven, _addresses.CheckHost(url.Host));

    private Findings ScanBehindSecrets(
        in UrlParts url, UrlFields fields, IReadOnlySet<string>? forgiven, Finding? internalHost)
    {
        var finding = _entropy.Check(url, fields, forgiven) ?? _cargo.Check(url.Host)
            ?? internalHost ?? CheckLength(url.Raw.Length);
        return finding is null ? default : new Findings([finding]);
    }

    private static Finding? CheckForm(in UrlParts url)
    {
        if (!url.IsHttp)
        {
            // What stands before the colon may be anything; only a plain word is repeated.
            var isPlain = url.Scheme.Length <= 12 && WordShape.IsPlain(url.Scheme);
            var which = isPlain ? $"scheme \"{Encoding.ASCII.GetString(url.Scheme)}\"" : "scheme";
            return new Finding(
                ScanLayer.Scheme, "url-scheme", "URL Scheme", Severity.High,
                    $"{which} not allowed: only http and https")
            {
                Where = "scheme",
            };
        }

        return LineBreaks.Find(url) ?? PathTraversal.Find(url) ?? Disguise.Find(url);
    }

    private Finding? CheckHost(ReadOnlySpan<byte> written)
    {
        if (_allowlist is null && _blocklist.Count == 0)
            return null;

        // Lists name addresses in the usual notation, whatever notation a client chose.
        Span<byte> canonical = stackalloc byte[IpBits.MaxTextLength];
        scoped ReadOnlySpan<byte> host = written;
        if (HostLiteral.TryParse(written, out IpBits bits))
            host = canonical[..bits.Format(canonical)];

        if (_allowlist is not null && !_allowlist.Contains(host))
        {
            return new Finding(
                ScanLayer.Allowlist, "domain-allowlist", "Domain Allowlist", Severity.High,
                $"domain not in allowlist: {HostText.Quote(host)}") { Where = "host" };
        }

        return _blocklist.Find(host) is { } pattern
            ? new Finding(
                ScanLayer.Blocklist, "domain-blocklist", "Domain Blocklist", Severity.High,
                $"domain blocked: {HostText.Quote(host)} matches {pattern}") { Where = "host" }
            : null;
    }

    private Findings CheckSecrets(in UrlParts url, UrlFields fields)
    {
        // A presigned URL carries the id of the key that signed it to the store that issued the key; some services ask
        // for parts that are public there.
        var masked = SignedUrls.NamesKey(url) ? SignedUrls.Mask(url, fields) : null;
        var found = masked is null ? _secrets.Scan(url, fields) : ScanMasked(masked, url, ref fields);
        if (found.IsClean)
            return found;

        if (masked is null && (SignedUrls.Mask(url, fields) ?? PublicParts.Mask(url)) is { } other)
            found = ScanMasked(other, url, ref fields);
        else if (masked is null && found.Items.All(static f => f.RuleId is "credential-in-url" or "secret-assignment")
            && MailLinks.HoldsAll(url.Path, url.Query))
            return default;

        // The first ones decide and are reported; to place them all would be work that a sender can order.
        List<Finding> located = [.. _exemptions.PutCoreFirst(found).Items];
        for (var i = 0; i < located.Count && i < MaxLocated; i++)
        {
            var where = _secrets.Locate(url, fields, located[i].RuleId);
            located[i] = located[i] with { Where = where ?? located[i].Where };
        }
        return new Findings(located);
    }

    // What is there once for each thread is filled anew, and as it was again.
    private Findings ScanMasked(byte[] masked, in UrlParts url, ref UrlFields fields)
    {
        if (!UrlParts.TryParse(masked, out var rest, out _))
            return _secrets.Scan(url, fields);
        var found = _secrets.Scan(rest, UrlFields.Of(rest));
        fields = UrlFields.Of(url);
        return found;
    }

    private Finding? CheckLength(int length) => _maxLength > 0 && length > _maxLength
        ? new Finding(
            ScanLayer.Length, "url-length", "URL Length", Severity.Medium,
            $"URL length {length} exceeds maximum {_maxLength}") { Where = "url" }
        : null;
}
