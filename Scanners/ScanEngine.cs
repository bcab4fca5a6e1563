using System.Collections.Immutable;
using Pipelock.Scanners.A2a;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Headers;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Mcp;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Url;

namespace Pipelock.Scanners;

/// <summary>Every scanner of one configuration, put together: bytes in, findings out.</summary>
/// <remarks>
/// An immutable snapshot, thread-safe, without I/O after <see cref="Build"/> and without a clock. What is clean costs
/// no allocation. A configuration change builds another engine; the old one is disposed when its last user is done.
/// </remarks>
public sealed class ScanEngine : IDisposable
{
    private static long s_built;

    private readonly SecretEngine _secrets;
    private readonly TextScanner _text;
    private readonly BodyScanPool _bodies;
    private readonly UrlScanner _urls;
    private readonly HeaderScanner _headers;
    private readonly RuleExemptions _exemptions;
    private readonly InjectionEngine _injection;
    private readonly Lazy<InjectionEngine> _tools;
    private readonly ResponseScanPool _responses;
    private readonly SplitMessages _split;

    private ScanEngine(
        ScanSettings settings, SecretEngine secrets, InjectionEngine injection, DatabaseCache? cache,
        AddressRules addresses)
    {
        _injection = injection;
        // Most processes never see a definition of a tool.
        _tools = new Lazy<InjectionEngine>(() => InjectionEngine.BuildForTools(cache));
        _responses = new ResponseScanPool(injection, _tools, settings.Decoding);
        _secrets = secrets;
        _text = new TextScanner(secrets);
        _exemptions = new RuleExemptions(secrets.Rules);
        _headers = new HeaderScanner(settings, _text, secrets);
        _urls = new UrlScanner(settings, addresses, _text, secrets, _exemptions);
        Addresses = addresses;
        Decoding = settings.Decoding;
        var agentUrls = new AgentUrls(_urls, addresses);
        var messages = settings.ScanAgentMessages ? new AgentMessages(injection, agentUrls) : null;
        _bodies = new BodyScanPool(_text, messages, settings.Decoding);
        Agents = messages is null ? null : new AgentScanner(
            _text, injection, _tools, agentUrls, new BodyScanPool(_text.Inbound, messages, settings.Decoding));
        Mcp = new McpScanner(_text, injection, _tools, new GluedMatcher(secrets), this);
        _split = new SplitMessages(new GluedMatcher(secrets), _text);
        SecretRuleCount = secrets.Rules.Count(rule => rule.Pattern.Length > 0 || rule.Shape != SecretShape.None);
    }

    /// <summary>Counts the engines of this process, from one; tells them apart after they are gone.</summary>
    public long Number { get; } = Interlocked.Increment(ref s_built);

    /// <summary>Which addresses may be connected to; the one place that knows.</summary>
    public AddressRules Addresses { get; }

    /// <summary>How far the content codings of bodies are undone.</summary>
    public DecodingLimits Decoding { get; }

    /// <summary>The messages between agents; null where nobody asked to have them examined.</summary>
    public AgentScanner? Agents { get; }

    /// <summary>The messages between agents and tools.</summary>
    public McpScanner Mcp { get; }

    /// <summary>
    /// How many formats of secrets are looked for, built-in and the operator's own; known secrets do not count.
    /// </summary>
    public int SecretRuleCount { get; }

    /// <summary>Rules that work but slow every scan down, for the operator to know.</summary>
    public ImmutableArray<RuleProblem> Warnings => _secrets.Warnings.AddRange(_injection.Warnings);

    /// <summary>Compiles every rule, or loads them compiled from the cache directory.</summary>
    /// <exception cref="RuleLoadException">Some rules or address ranges cannot be used; lists all of them.</exception>
    /// <exception cref="HyperscanMissingException">The matching library is not installed.</exception>
    public static ScanEngine Build(ScanSettings settings)
    {
        List<RuleProblem> problems = [];
        var secretSettings = SecretSettingsFactory.Create(settings, problems);
        AddressRules? addresses = null;
        SecretEngine? secrets = null;
        InjectionEngine? injection = null;
        var cache = settings.CacheDirectory is null ? null : new DatabaseCache(settings.CacheDirectory);
        try
        {
            addresses = new AddressRules(settings.InternalRanges, settings.AddressAllowlist, settings.TrustedDomains);
        }
        catch (FormatException bad)
        {
            problems.Add(new RuleProblem("internal, ssrf.ip_allowlist", "", -1, bad.Message));
        }

        // Both take long, and neither needs the other.
        var injecting = Task.Run(() => InjectionEngine.Build(settings.Injection, cache));
        try
        {
            secrets = SecretEngine.Build(secretSettings, cache);
        }
        catch (RuleLoadException bad)
        {
            problems.AddRange(bad.Problems);
        }

        try
        {
            injection = injecting.GetAwaiter().GetResult();
        }
        catch (RuleLoadException bad)
        {
            problems.AddRange(bad.Problems);
        }

        if (problems.Count == 0)
            return new ScanEngine(settings, secrets!, injection!, cache, addresses!);

        secrets?.Dispose();
        injection?.Dispose();
        throw new RuleLoadException(problems);
    }

    /// <summary>
    /// Looks for a secret cut into the texts of one JSON message, or of messages that follow each other, where every
    /// piece by itself is nothing.
    /// </summary>
    /// <param name="json">The message, or the part of it that counts.</param>
    /// <param name="pieces">What is remembered of the messages before; takes the pieces of this one.</param>
    /// <param name="layer">The layer the findings are reported under.</param>
    /// <param name="where">Where the texts stood, for the findings.</param>
    public Findings ScanSplit(ReadOnlySpan<byte> json, MessagePieces pieces, ScanLayer layer, string where) =>
        _split.Scan(json, pieces, layer, where);

    /// <summary>
    /// Runs every layer that needs no network over a URL, in their fixed order: scheme, line breaks, path traversal,
    /// allowlist, blocklist, internal hosts, secrets, entropy, length. The first layer that finds something ends it.
    /// </summary>
    public Findings ScanUrl(in UrlParts url) => _urls.Scan(url);

    /// <summary>
    /// Runs the layers that look at what a URL carries, and none that looks at where it leads. For URLs whose host the
    /// operator named.
    /// </summary>
    public Findings ScanUrlContent(in UrlParts url) => _urls.ScanContent(url);

    /// <summary>
    /// Runs the layers behind the secrets alone: entropy, host labels, internal hosts, length. For a URL whose secrets
    /// were found and forgiven.
    /// </summary>
    /// <param name="url">The URL.</param>
    /// <param name="forgiven">Where they stood, as findings say it; how random these parts look does not count.</param>
    public Findings ScanUrlBehindSecrets(in UrlParts url, IReadOnlySet<string> forgiven) =>
        _urls.ScanBehindSecrets(url, forgiven);

    /// <summary>
    /// The same for a URL that is not taken apart yet; one that cannot be is a finding of the parser.
    /// </summary>
    public Findings ScanUrl(ReadOnlySpan<byte> url) =>
        UrlParts.TryParse(url, out var parts, out var problem) ? ScanUrl(parts) : UnreadableUrl(problem!);

    /// <summary>What is reported for a URL that <see cref="UrlParts.TryParse"/> refused.</summary>
    public static Findings UnreadableUrl(string problem) =>
        new(
        [
            new Finding(ScanLayer.Parser, "url-parser", "URL Parser", Severity.High, $"invalid URL: {problem}")
            {
                Where = "url",
            },
        ]);

    /// <summary>Looks for secrets in the header fields of a request.</summary>
    public Findings ScanHeaders<T>(scoped in T headers)
        where T : IHeaderSource, allows ref struct => _headers.Scan(headers);

    /// <summary>Looks for secrets in a text.</summary>
    /// <param name="text">UTF-8, or anything else.</param>
    /// <param name="layer">The layer findings are reported under.</param>
    /// <param name="where">Where the text stood.</param>
    public Findings ScanText(ReadOnlySpan<byte> text, ScanLayer layer, string where) => _text.Scan(text, layer, where);

    /// <summary>Leaves out the findings of rules that the operator exempted on a host; core rules stay.</summary>
    /// <remarks>
    /// <see cref="ScanUrl(in UrlParts)"/> does this by itself; headers and bodies do not know their host.
    /// </remarks>
    public Findings WithoutExempt(Findings findings, ReadOnlySpan<byte> host) => _exemptions.Without(findings, host);

    /// <summary>Hands out a scan for one body; give it back with <see cref="Return(BodyScan)"/>.</summary>
    /// <param name="contentType">The value of Content-Type, empty when there is none.</param>
    public BodyScan RentBodyScan(ReadOnlySpan<byte> contentType) => RentBodyScan(contentType, []);

    /// <summary>Hands out a scan for one body that may be compressed.</summary>
    /// <param name="contentType">The value of Content-Type, empty when there is none.</param>
    /// <param name="contentEncoding">The value of Content-Encoding, empty when there is none.</param>
    public BodyScan RentBodyScan(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding) =>
        _bodies.Rent(contentType, contentEncoding);

    /// <summary>Takes a body scan back.</summary>
    public void Return(BodyScan scan) => _bodies.Return(scan);

    /// <summary>Looks for instructions addressed to an agent in a text that is there as a whole.</summary>
    /// <param name="text">Prose, markup or JSON; which one is told from the text itself.</param>
    /// <param name="where">Where the text stood.</param>
    public Findings ScanInjection(ReadOnlySpan<byte> text, string where) =>
        _injection.Scan(text, ScanLayer.ResponseScan, where, MediaKind.Unknown);

    /// <summary>Hands out a scan for one answer; give it back with <see cref="Return(ResponseScan)"/>.</summary>
    /// <param name="contentType">The value of Content-Type, empty when there is none.</param>
    /// <param name="contentEncoding">The value of Content-Encoding, empty when there is none.</param>
    public ResponseScan RentResponseScan(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding) =>
        _responses.Rent(contentType, contentEncoding);

    /// <summary>Takes the scan of an answer back.</summary>
    public void Return(ResponseScan scan) => _responses.Return(scan);

    /// <summary>Releases the compiled rules. No scan may be running.</summary>
    public void Dispose()
    {
        _secrets.Dispose();
        _injection.Dispose();
        if (_tools.IsValueCreated)
            _tools.Value.Dispose();
    }
}
