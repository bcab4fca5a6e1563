using System.Text;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Headers;

/// <summary>Looks for secrets in the header fields of a request.</summary>
/// <remarks>
/// All fields that count are gathered, one per line, and looked at in one pass; only when something is found is it
/// looked up which field it stood in. In <see cref="HeaderScanMode.All"/> the values are also read as one text, for a
/// secret cut over several fields, unless nothing in them looks random. Immutable, thread-safe, nothing allocated when
/// clean.
/// </remarks>
internal sealed class HeaderScanner
{
    /// <summary>Fewer random-looking bytes in all values together are no secret in pieces.</summary>
    private const int MinRandom = 6;

    /// <summary>Longer values are no pieces: each was looked at by itself.</summary>
    private const int MaxPiece = 256;

    /// <summary>A secret is looked for in this many neighbouring values, from each one on.</summary>
    private const int Window = 4;

    /// <summary>The most bytes of values that are strung together.</summary>
    private const int MaxJoined = 16 * 1024;

    /// <summary>Shorter values are counters.</summary>
    private const int MinPiece = 6;

    private static readonly NameSet s_usual = new(
        "Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language", "Content-Type", "Content-Length", "Date",
        "Origin", "Referer", "If-None-Match", "If-Modified-Since", "ETag", "X-Request-Id", "traceparent",
        "anthropic-version", "OpenAI-Beta");

    [ThreadStatic]
    private static GatherBuffer? t_buffer;

    private readonly TextScanner _text;
    private readonly GluedMatcher _glued;
    private readonly HeaderScanMode _mode;
    private readonly NameSet _sensitive;
    private readonly NameSet _ignored;

    /// <summary>Takes mode and lists from the settings.</summary>
    public HeaderScanner(ScanSettings settings, TextScanner text, SecretEngine engine)
    {
        _text = text;
        _glued = new GluedMatcher(engine);
        _mode = settings.HeaderMode;
        _sensitive = new NameSet(settings.SensitiveHeaders);
        _ignored = new NameSet(settings.IgnoredHeaders);
    }

    /// <summary>Looks through the fields of one message.</summary>
    public Findings Scan<T>(scoped in T headers)
        where T : IHeaderSource, allows ref struct
    {
        var buffer = t_buffer ??= new GatherBuffer();
        buffer.Clear();
        for (var i = 0; i < headers.Count; i++)
        {
            if (!Counts(headers.Name(i)))
                continue;

            if (_mode == HeaderScanMode.All)
            {
                buffer.Add(headers.Name(i));
                buffer.Add(": "u8);
            }

            buffer.Add(headers.Value(i));
            buffer.Add((byte)'\n');
        }

        if (buffer.Length == 0)
            return Findings.None;

        var found = _text.Scan(buffer.Text, ScanLayer.HeaderDlp, "headers");
        if (found.IsClean && _mode == HeaderScanMode.All)
            found = ScanJoined(headers, buffer);
        return found.IsClean ? found : Locate(headers, found);
    }

    private Findings ScanJoined<T>(scoped in T headers, GatherBuffer buffer)
        where T : IHeaderSource, allows ref struct
    {
        var random = 0;
        for (var i = 0; i < headers.Count; i++)
        {
            if (IsPiece(headers.Name(i), headers.Value(i)))
                random += Randomness.CountAsPiece(headers.Value(i));
        }

        if (random < MinRandom)
        {
            // Both halves may look like names with a number; two such fields are looked at in their clear form.
            if (!HaveOwnPieces(headers))
                return Findings.None;
            GatherWindows(headers, buffer);
            return _glued.Match(buffer.Text, ScanLayer.HeaderDlp, "headers");
        }

        GatherJoined(headers, buffer);
        var found = _text.Scan(buffer.Text, ScanLayer.HeaderDlp, "headers", TextViews.Joined);
        if (!found.IsClean)
            return found;

        GatherWindows(headers, buffer);
        return _glued.Match(buffer.Text, ScanLayer.HeaderDlp, "headers");
    }

    // Two fields that are not those of every request, with digits and capitals in their values.
    private bool HaveOwnPieces<T>(scoped in T headers)
        where T : IHeaderSource, allows ref struct
    {
        var pieces = 0;
        for (var i = 0; i < headers.Count && pieces < 2; i++)
        {
            var value = headers.Value(i);
            // Versions and dates have nothing but digits, dots and dashes.
            var isOne = value.Length >= MinPiece && value.ContainsAnyExceptInRange((byte)'-', (byte)'9')
                && !value.Contains((byte)' ') && GluedMatch.MayCount(value);
            pieces += isOne && IsPiece(headers.Name(i), value) && !s_usual.Contains(headers.Name(i)) ? 1 : 0;
        }

        return pieces >= 2;
    }

    private bool IsPiece(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => value.Length <= MaxPiece && Counts(name);

    private bool Counts(ReadOnlySpan<byte> name) =>
        _mode == HeaderScanMode.All ? !_ignored.Contains(name) : _sensitive.Contains(name);

    // All values in order, then each name with its value: a name can be the first half of a secret.
    private void GatherJoined<T>(scoped in T headers, GatherBuffer buffer)
        where T : IHeaderSource, allows ref struct
    {
        buffer.Clear();
        for (var i = 0; i < headers.Count && buffer.Length < MaxJoined; i++)
        {
            if (IsPiece(headers.Name(i), headers.Value(i)))
                buffer.Add(headers.Value(i));
        }

        AddCookies(headers, buffer);
        for (var i = 0; i < headers.Count && buffer.Length < 2 * MaxJoined; i++)
        {
            if (!IsPiece(headers.Name(i), headers.Value(i)))
                continue;

            buffer.Add((byte)'&');
            buffer.Add(headers.Name(i));
            buffer.Add(headers.Value(i));
        }
    }

    // The values of cookies end to end (RFC 6265 §4.2.1); a field may hold several, and so may a message.
    private void AddCookies<T>(scoped in T headers, GatherBuffer buffer)
        where T : IHeaderSource, allows ref struct
    {
        buffer.Add((byte)'&');
        for (var i = 0; i < headers.Count && buffer.Length < MaxJoined; i++)
        {
            if (!Ascii.EqualsIgnoreCase(headers.Name(i), "Cookie"u8) || !Counts(headers.Name(i)))
                continue;

            var rest = headers.Value(i);
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf((byte)';');
                var pair = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                var equals = pair.IndexOf((byte)'=');
                var value = pair[(equals + 1)..];
                if (value.Length <= MaxPiece)
                    buffer.Add(value);
            }
        }
    }

    // Each value with its neighbours: many rules want a secret to begin at the border of a word.
    private void GatherWindows<T>(scoped in T headers, GatherBuffer buffer)
        where T : IHeaderSource, allows ref struct
    {
        buffer.Clear();
        for (var first = 0; first < headers.Count && buffer.Length < MaxJoined; first++)
        {
            var pieces = 0;
            for (var i = first; i < headers.Count && pieces < Window; i++)
            {
                if (!IsPiece(headers.Name(i), headers.Value(i)))
                    continue;

                buffer.Add(headers.Value(i));
                pieces++;
            }

            buffer.Add((byte)'&');
        }
    }

    private Findings Locate<T>(scoped in T headers, Findings found)
        where T : IHeaderSource, allows ref struct
    {
        List<Finding> located = [];
        foreach (var finding in found.Items)
        {
            var where = "headers (joined)";
            for (var i = 0; i < headers.Count; i++)
            {
                if (Counts(headers.Name(i)) && Has(headers.Name(i), headers.Value(i), finding.RuleId))
                {
                    where = Describe(headers.Name(i), i);
                    break;
                }
            }

            located.Add(finding with { Where = where });
        }

        return new Findings(located);
    }

    private bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, string ruleId)
    {
        GatherBuffer line = new();
        line.Add(name);
        line.Add(": "u8);
        line.Add(value);
        foreach (var finding in _text.Scan(line.Text, ScanLayer.HeaderDlp, "headers").Items)
        {
            if (finding.RuleId == ruleId)
                return true;
        }

        return false;
    }

    // A name may be the secret itself; only words are repeated.
    private static string Describe(ReadOnlySpan<byte> name, int index) =>
        name.Length <= 40 && Randomness.Count(name) == 0 && Ascii.IsValid(name)
            ? $"header {Encoding.ASCII.GetString(name)}"
            : $"header {index + 1}";
}
