using System.Collections.Frozen;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Policy.A2a;
using Pipelock.Policy.Agents;
using Pipelock.Policy.CrossRequest;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Disclosure;
using Pipelock.Policy.Limits;
using Pipelock.Policy.Mcp;
using Pipelock.Policy.Sessions;
using Pipelock.Policy.Snapshots;
using Pipelock.Policy.Suppression;
using Pipelock.Scanners;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Redaction;
using Pipelock.Scanners.Url;

namespace Pipelock.Policy;

/// <summary>One configuration, ready to decide: its scanners, address rules, limits and verdicts.</summary>
/// <remarks>
/// Immutable and thread-safe. It is shared and counted: whoever built it holds the first reference, every exchange
/// takes one with <see cref="TryAcquire"/> and gives it back with <see cref="Release"/>, and the scanners are let go
/// with the last. Asking and deciding about clean traffic allocates nothing.
/// </remarks>
public sealed class PolicySnapshot : IDisposable
{
    private const int Http403Forbidden = 403;
    private const string DefaultProfile = "_default";
    private const int Http429TooManyRequests = 429;

    private readonly VerdictTable _verdicts;
    private readonly HostPatterns _unstoppedResponses;
    private readonly Func<ReadOnlySpan<byte>, bool> _holdsNoSecret;
    private readonly FrozenDictionary<string, PolicySnapshot> _profiles;
    private readonly bool _ownsScanner;
    private readonly Lazy<McpFirewall> _mcp;
    private int _references = 1;
    private int _ownerDisposed;

    private PolicySnapshot(
        PipelockOptions options, string configHash, ScanEngine scanner, PolicyEnvironment environment,
        PolicySnapshot? previous, string? agent = null, bool ownsScanner = true,
        FrozenDictionary<string, PolicySnapshot>? profiles = null)
    {
        Agent = agent;
        Agents = new AgentDirectory(options);
        _ownsScanner = ownsScanner;
        _profiles = profiles ?? FrozenDictionary<string, PolicySnapshot>.Empty;
        var spending = agent is null ? null : options.Agents[agent].Budget;
        if (options.SessionProfiling.Enabled || spending is not null) Sessions = new SessionRules(options, spending);
        Options = options;
        ConfigHash = configHash;
        Scanner = scanner;
        _holdsNoSecret = text => scanner.ScanText(text, ScanLayer.Dlp, "").IsClean;
        var mcp = McpDefaults.Apply(options);
        _verdicts = new VerdictTable(mcp);
        _unstoppedResponses = new HostPatterns(options.ResponseScanning.ExemptDomains);
        Suppressions = new Suppressions(options.Suppress);
        _mcp = new Lazy<McpFirewall>(() => new McpFirewall(this, mcp, environment.CacheDirectory));
        if (McpDefaults.HasOwnRules(options)) _ = _mcp.Value; // What is wrong with them is an error of the start.
        if (options.CrossRequestDetection.Enabled)
            AcrossRequests = new CrossRequestDetector(options.CrossRequestDetection, scanner, previous?.AcrossRequests);
        Redactor = RedactorFactory.Build(options.Redaction);
        Unredacted = new HostPatterns(options.Redaction.AllowlistUnparseable);
        AgentCards = previous?.AgentCards ?? new KnownCards();
        var limits = options.FetchProxy.Monitoring;
        // A reload must not hand out fresh limits: what was used stays used while the limit is the same.
        RateLimiter = previous?.RateLimiter is { } rate && rate.Limit == limits.MaxRequestsPerMinute
            ? rate : new RateLimiter(limits.MaxRequestsPerMinute);
        DataBudget = previous?.DataBudget is { } budget && budget.Limit == limits.MaxDataPerMinute
            ? budget : new DataBudget(limits.MaxDataPerMinute);
    }

    /// <summary>The configuration.</summary>
    public PipelockOptions Options { get; }

    /// <summary>The agent whose profile this is; null for the base.</summary>
    public string? Agent { get; }

    /// <summary>Says which agent a client is.</summary>
    public AgentDirectory Agents { get; }

    /// <summary>The rules about sessions; null where none are kept.</summary>
    public SessionRules? Sessions { get; }

    /// <summary>Hash of the configuration file, or <c>defaults</c>.</summary>
    public string ConfigHash { get; }

    /// <summary>The scanners.</summary>
    public ScanEngine Scanner { get; }

    /// <summary>Which addresses may be connected to.</summary>
    public AddressRules Addresses => Scanner.Addresses;

    /// <summary>Findings that the operator knows to be false.</summary>
    public Suppressions Suppressions { get; }

    /// <summary>Decides about messages between agents and MCP servers; made when the first one comes.</summary>
    public McpFirewall Mcp => _mcp.Value;

    /// <summary>Watches what a session sends over many requests; null where that is off.</summary>
    public CrossRequestDetector? AcrossRequests { get; }

    /// <summary>What the detection across requests does, those of agents' profiles included.</summary>
    public CrossRequestState AcrossRequestsState => _profiles.Values.Aggregate(
        AcrossRequests?.State ?? default, (sum, profile) => sum.And(profile.AcrossRequestsState));

    /// <summary>Replaces sensitive values in requests; null where that is off.</summary>
    public Redactor? Redactor { get; }

    /// <summary>Hosts to which bodies may go that cannot be redacted.</summary>
    public HostPatterns Unredacted { get; }

    /// <summary>The cards of agents seen so far; kept over a reload.</summary>
    public KnownCards AgentCards { get; }

    /// <summary>Requests per domain and minute.</summary>
    public RateLimiter RateLimiter { get; }

    /// <summary>Bytes per domain and minute.</summary>
    public DataBudget DataBudget { get; }

    /// <summary>Builds the snapshot of a loaded configuration; see the other overload.</summary>
    public static PolicySnapshot Build(
        LoadedConfig loaded, PolicyEnvironment environment, PolicySnapshot? previous = null) =>
        Build(loaded.Options, loaded.Hash, environment, previous);

    /// <summary>Builds the snapshot of a configuration.</summary>
    /// <param name="options">The configuration, validated.</param>
    /// <param name="configHash">Its hash, told by logs.</param>
    /// <param name="environment">What is taken from the machine.</param>
    /// <param name="previous">The snapshot a reload replaces; limits that did not change keep their counts.</param>
    /// <exception cref="Scanners.Rules.RuleLoadException">Rules do not compile; it names every one.</exception>
    /// <exception cref="IOException"><c>dlp.secrets_file</c> cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException"><c>dlp.secrets_file</c> may not be read.</exception>
    public static PolicySnapshot Build(
        PipelockOptions options, string configHash, PolicyEnvironment environment, PolicySnapshot? previous = null)
    {
        var scanner = ScanEngine.Build(ScanSettingsMapper.Map(options, environment));
        var profiles = new Dictionary<string, PolicySnapshot>(StringComparer.Ordinal);
        try
        {
            foreach (var (name, agent) in options.Agents)
            {
                var own = AgentOverlay.ChangesScanners(options, agent);
                var applied = AgentOverlay.Apply(options, agent);
                profiles[name] = new PolicySnapshot(
                    applied, configHash, own ? ScanEngine.Build(ScanSettingsMapper.Map(applied, environment)) : scanner,
                    environment, previous?._profiles.GetValueOrDefault(name), name, own);
            }

            return new PolicySnapshot(
                options, configHash, scanner, environment, previous,
                profiles: profiles.ToFrozenDictionary(StringComparer.Ordinal));
        }
        catch
        {
            foreach (var built in profiles.Values) built.Dispose();
            scanner.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The snapshot of an agent's profile, of the profile <c>_default</c>, or this one. It lives as long as this one.
    /// </summary>
    public PolicySnapshot For(string agent) => _profiles.Count == 0 ? this
        : _profiles.TryGetValue(agent, out var own) || _profiles.TryGetValue(DefaultProfile, out own) ? own : this;

    /// <summary>Turns what a scan found into a decision; clean findings are the clean decision.</summary>
    public Decision Decide(in Findings findings, Surface surface) =>
        findings.IsClean ? default : DecideFound(findings, surface, default);

    /// <summary>The same, with what is known about the exchange: the advice becomes exact, the log tells no less than
    /// it may.</summary>
    public Decision Decide(in Findings findings, Surface surface, scoped in DecisionContext context) =>
        findings.IsClean ? default : DecideFound(findings, surface, context);

    /// <summary>Counts a request against the limits of its domain: the last check before anything is sent.</summary>
    /// <param name="host">The host, without brackets or port.</param>
    /// <param name="surface">Where the request came from: a URL or a CONNECT.</param>
    /// <param name="nowMilliseconds">A monotonic clock, for example <see cref="Environment.TickCount64"/>.</param>
    /// <returns>The clean decision, or one with status 429 and the seconds to wait.</returns>
    public Decision Admit(ReadOnlySpan<byte> host, Surface surface, long nowMilliseconds)
    {
        if (!RateLimiter.TryAdmit(host, nowMilliseconds, out var seconds))
            return DecideLimit(LimitFindings.RateLimit(host), surface, host, seconds);
        return DataBudget.HasRoom(host, nowMilliseconds, out seconds)
            ? default
            : DecideLimit(LimitFindings.DataBudget(host), surface, host, seconds);
    }

    /// <summary>Takes a reference; false when the snapshot is already gone and another must be fetched.</summary>
    public bool TryAcquire()
    {
        var references = Volatile.Read(ref _references);
        while (references > 0)
        {
            var seen = Interlocked.CompareExchange(ref _references, references + 1, references);
            if (seen == references)
                return true;
            references = seen;
        }

        return false;
    }

    /// <summary>Gives a reference back; the last one lets the scanners go.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) != 0)
            return;
        if (_mcp.IsValueCreated) _mcp.Value.Dispose();
        foreach (var profile in _profiles.Values) profile.Dispose();
        if (_ownsScanner)
            Scanner.Dispose();
    }

    /// <summary>Gives the builder's own reference back; further calls do nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ownerDisposed, 1) == 0)
            Release();
    }

    /// <summary>Those findings that stop a message by themselves: neither suppressed nor only told.</summary>
    public Findings Stopping(in Findings found, Surface surface, scoped in DecisionContext context) => found.IsClean
        ? found : new Findings([.. WithoutSuppressed(found, surface, context).Items.Where(
            one => _verdicts.Judge(one, surface) > Verdict.Warn)]);

    /// <summary>The verdict on one finding alone.</summary>
    internal Verdict Judge(Finding finding, Surface surface) => _verdicts.Judge(finding, surface);

    /// <summary>The rule of one format says more than the rule for any random value beside a secret-like
    /// name.</summary>
    private static bool IsMoreTelling(Finding finding, Finding cause) =>
        cause.IsGeneric && !finding.IsGeneric && finding.Severity >= cause.Severity;

    private Decision DecideLimit(Finding finding, Surface surface, ReadOnlySpan<byte> host, int seconds) =>
        DecideFound(new Findings([finding]), surface, new DecisionContext { Host = host, RetryAfterSeconds = seconds });

    private Decision DecideFound(in Findings found, Surface surface, scoped in DecisionContext context)
    {
        // What agents read may name any address; what they send pays.
        var findings = WithoutSuppressed(
            surface is Surface.Response or Surface.EventStream or Surface.McpAnswer
                ? found.Without(ScanLayer.AddressProtection) : found,
            surface, context);
        if (findings.IsClean)
            return default;
        var worst = Verdict.Allow;
        var cause = findings[0];
        foreach (var finding in findings.Items)
        {
            var verdict = _verdicts.Judge(finding, surface);
            if (verdict < worst || (verdict == worst && !IsMoreTelling(finding, cause)))
                continue;
            worst = verdict;
            cause = finding;
        }

        // What comes from an exempt host is seen and told, and goes on.
        if (surface is Surface.Response or Surface.EventStream && worst > Verdict.Warn
            && _unstoppedResponses.Contains(context.Host))
            worst = Verdict.Warn;
        if (context.Session is { } session)
            worst = session.Judge(worst, cause.Layer, context.Host);

        var isLimit = cause.Layer is ScanLayer.RateLimit or ScanLayer.DataBudget;
        return new Decision
        {
            Verdict = worst,
            Surface = surface,
            Cause = cause,
            Findings = findings,
            StatusCode = worst <= Verdict.Warn ? 0 : isLimit ? Http429TooManyRequests : Http403Forbidden,
            Reason = ReasonText.Of(cause, findings, surface),
            HowToAllow = AllowAdvice.For(
                cause, findings.Items.Where(
                    one => _verdicts.Judge(one, surface) == worst), context, Options, _holdsNoSecret),
            Hint = LayerFacts.Of(cause.Layer).Hint,
            Retryable = isLimit,
            RetryAfterSeconds = isLimit ? Math.Max(1, context.RetryAfterSeconds) : 0,
            Disclosure = DisclosureProbe.For(findings, context, _holdsNoSecret),
        };
    }

    /// <summary>
    /// Leaves out what the operator suppressed. A secret ends the scan of a URL, so what comes behind the secrets is
    /// looked at now, except for the look of the very part that was suppressed.
    /// </summary>
    public Findings WithoutSuppressed(in Findings found, Surface surface, scoped in DecisionContext context)
    {
        if (Suppressions.IsEmpty)
            return found;
        var place = SuppressionPlace.Of(context);
        var kept = Suppressions.Without(found, place);
        if (kept.Count == found.Count || surface is not (Surface.Url or Surface.Connect)
            || !found.Items.Any(finding => finding.Layer is ScanLayer.CoreDlp or ScanLayer.Dlp
                or ScanLayer.AddressProtection)
            || !UrlParts.TryParse(context.Url, out var url, out _))
            return kept;
        var parts = found.Items.Select(finding => finding.Where).ToHashSet(StringComparer.Ordinal);
        return kept.Concat(Suppressions.Without(Scanner.ScanUrlBehindSecrets(url, parts), place));
    }
}
