using Pipelock.Config.Options;
using Pipelock.Scanners;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Policy.CrossRequest;

/// <summary>Watches what a session sends over many requests: random-looking data by weight, secrets in
/// pieces.</summary>
/// <remarks>
/// Thread-safe. A request costs time in proportion to its own size, at most 64 KiB of it, whatever was sent before, and
/// memory is bounded by <see cref="SessionTable.MostSessions"/>. What a session has sent before is not counted again: a
/// conversation that repeats its history weighs only what is new in it.
/// </remarks>
public sealed class CrossRequestDetector
{
    /// <summary>No secret that is looked for is longer on either side of the seam between two pieces.</summary>
    private const int Seam = 2048;

    private readonly CrossRequestDetectionOptions _options;
    private readonly ScanEngine _scanner;
    private readonly HostPatterns _exempt;
    private readonly SessionTable _sessions;

    internal CrossRequestDetector(
        CrossRequestDetectionOptions options, ScanEngine scanner, CrossRequestDetector? previous)
    {
        _options = options;
        _scanner = scanner;
        _exempt = new HostPatterns(options.EntropyBudget.ExemptDomains);
        _sessions = previous?._sessions ?? new SessionTable();
    }

    /// <summary>What it does at this moment.</summary>
    public CrossRequestState State => new(
        _options.EntropyBudget.Enabled, _options.FragmentReassembly.Enabled, _sessions.FragmentBytes());

    /// <summary>Looks at a request and, where nothing speaks against it, remembers it.</summary>
    /// <param name="session">The client's address, and its agent where that is known.</param>
    /// <param name="host">Where the request goes.</param>
    /// <param name="url">Its URL, absolute; empty for a message that has none.</param>
    /// <param name="body">Its body, or the beginning of it.</param>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    public Findings Check(
        string session, ReadOnlySpan<byte> host, ReadOnlySpan<byte> url, ReadOnlySpan<byte> body, long now)
    {
        List<byte[]> values = [];
        PayloadValues.AddQuery(url, values);
        PayloadValues.AddBody(body, values);
        if (values.Count == 0) return default;
        var history = _sessions.Of(session);
        lock (history)
        {
            var fresh = Fresh(values, history);
            var bits = Shannon.BitsPerByte(fresh) * fresh.Length;
            var found = fresh.Length == 0 ? default : Judge(history, host, fresh, bits, now);
            if (!found.IsClean) return found;
            Remember(history, host, values, fresh, bits, now);
            return default;
        }
    }

    /// <summary>Whether the session has used up its budget: for a tunnel, whose content nobody sees.</summary>
    public Findings CheckBudget(string session, ReadOnlySpan<byte> host, long now)
    {
        var budget = _options.EntropyBudget;
        if (!budget.Enabled || _exempt.Contains(host)) return default;
        var history = _sessions.Of(session);
        lock (history)
        {
            return history.Entropy.Sum(now, Milliseconds(budget.WindowMinutes)) >= budget.BitsPerWindow
                ? Exceeded() : default;
        }
    }

    private Findings Judge(
        SessionHistory history, ReadOnlySpan<byte> host, ReadOnlySpan<byte> fresh, double bits, long now)
    {
        var budget = _options.EntropyBudget;
        if (budget.Enabled && !_exempt.Contains(host)
            && history.Entropy.Sum(now, Milliseconds(budget.WindowMinutes))
                + bits > budget.BitsPerWindow) return Exceeded();
        return _options.FragmentReassembly.Enabled
            && history.Fragments.Count > 0 ? AcrossSeam(history, fresh) : default;
    }

    /// <summary>A secret in pieces crosses the seam between what was sent before and what is sent now.</summary>
    private Findings AcrossSeam(SessionHistory history, ReadOnlySpan<byte> fresh)
    {
        var before = history.Fragments.Content;
        before = before[Math.Max(0, before.Length - Seam)..];
        fresh = fresh[..Math.Min(fresh.Length, Seam)];
        var joined = Scan([.. before, .. fresh]);
        if (joined.IsClean) return default;
        var apart = Scan(before).Concat(Scan(fresh));
        foreach (var finding in joined.Items)
        {
            // Digits of unrelated requests add up to a card number often enough; a key of a service they do not.
            if (finding.WarnOnly || finding.Severity < Severity.High || finding.Layer == ScanLayer.AddressProtection)
                continue;
            if (apart.Items.Any(one => one.RuleName == finding.RuleName)) continue;
            return new Findings([finding with
            {
                Layer = ScanLayer.CrossRequest,
                Reason = $"cross-request secret detected: {finding.RuleName}",
                Where = "several requests",
            }]);
        }

        return default;
    }

    private void Remember(
        SessionHistory history, ReadOnlySpan<byte> host, List<byte[]> values, byte[] fresh, double bits, long now)
    {
        foreach (var value in values) history.Seen.Remember(value);
        if (fresh.Length == 0) return;
        var (budget, pieces) = (_options.EntropyBudget, _options.FragmentReassembly);
        if (budget.Enabled && !_exempt.Contains(host))
            history.Entropy.Add(bits, now, Milliseconds(budget.WindowMinutes));
        if (pieces.Enabled)
            history.Fragments.Append(fresh, pieces.MaxBufferBytes, now, Milliseconds(pieces.WindowMinutes));
    }

    private static byte[] Fresh(List<byte[]> values, SessionHistory history)
    {
        var fresh = new byte[values.Sum(value => value.Length)];
        var length = 0;
        foreach (var value in values) length += history.Seen.CopyNew(value, fresh.AsSpan(length));
        return fresh[..length];
    }

    private Findings Scan(ReadOnlySpan<byte> text) => _scanner.ScanText(text, ScanLayer.BodyDlp, "several requests");

    private static Findings Exceeded() => new(
    [
        new Finding(
            ScanLayer.CrossRequestEntropy, "cross-request-entropy", "Cross-Request Entropy", Severity.High,
            "cross-request entropy budget exceeded") { Where = "several requests" },
    ]);

    private static long Milliseconds(int minutes) => minutes * 60_000L;
}
