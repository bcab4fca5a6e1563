using System.Buffers;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Url;

/// <summary>Looks for secrets in a URL, however they are cut up and encoded.</summary>
/// <remarks>
/// A clean URL pays for two passes: (a) the URL as it stands, with its longer pieces on their own, since a slash is a
/// base 64 digit too; (b) the pieces put together again, host without dots, path without slashes, values in order. Only
/// where some piece looks random: (c) what is put together is decoded too, (d) pieces with others left out between
/// them. And (e) longer pieces without the separators in them.
/// </remarks>
internal sealed class UrlSecrets
{
    /// <summary>A piece shorter than this hides no encoded secret by itself.</summary>
    private const int MinEncoded = 16;

    /// <summary>Fewer random-looking bytes in all pieces together are no secret in pieces.</summary>
    private const int MinRandom = 6;

    /// <summary>As many values of three bytes and less are a secret cut small, whatever they look like.</summary>
    private const int ManySmall = 8;

    /// <summary>The most fields that are looked through to name the one a secret stood in.</summary>
    private const int MaxLocated = 128;

    /// <summary>The most parameters that are put into the order of their keys.</summary>
    private const int MaxSorted = 16;

    /// <summary>The most host labels that are read as the start of something.</summary>
    private const int MaxLabels = 8;

    [ThreadStatic]
    private static GatherBuffer? s_buffer;

    private static readonly SearchValues<byte> Noise = SearchValues.Create("./ \t\r\n+,;|-_:~*!'()"u8);

    // What the text scanner takes out by itself.
    private static readonly SearchValues<byte> TextNoise = SearchValues.Create("./ \t\r\n+,;|"u8);

    private readonly TextScanner _text;
    private readonly GluedMatcher _glued;
    private readonly ValueSubsequences _subsequences;

    /// <summary>Uses one scanner for texts and the engine behind it for plain concatenations.</summary>
    public UrlSecrets(TextScanner text, SecretEngine engine)
    {
        _text = text;
        _glued = new GluedMatcher(engine);
        _subsequences = new ValueSubsequences(_glued);
    }

    /// <summary>Everything that looks like a secret in a URL; where it stood is not found out yet.</summary>
    public Findings Scan(in UrlParts url, UrlFields fields)
    {
        GatherBuffer buffer = s_buffer ??= new GatherBuffer();
        GatherWhole(url, fields, buffer);
        Findings found = _text.Scan(buffer.Text, ScanLayer.Dlp, "url", TextViews.PlusIsSpace);
        if (!found.IsClean)
            return found;

        bool isSuspicious = IsSuspicious(url, fields);
        GatherJoined(url, fields, buffer);
        if (isSuspicious)
            AddInOrderOfKeys(fields, buffer);
        found = _glued.Match(buffer.Text, ScanLayer.Dlp, "url");
        if (found.IsClean && isSuspicious)
            found = _text.Scan(buffer.Text, ScanLayer.Dlp, "url", TextViews.Joined);
        if (found.IsClean && GatherNoisy(fields, buffer))
            found = _text.Scan(buffer.Text, ScanLayer.Dlp, "url", TextViews.NoiseStripped);
        if (found.IsClean && isSuspicious)
            found = _subsequences.Scan(fields, buffer);
        return found;
    }

    /// <summary>Names the field in which a secret stands by itself; null when it is spread over several.</summary>
    public string? Locate(in UrlParts url, UrlFields fields, string ruleId)
    {
        for (int i = 0; i < fields.Count && i < MaxLocated; i++)
        {
            Findings found = _text.Scan(
                fields.Text(fields[i]), ScanLayer.Dlp, "", TextViews.PlusIsSpace | TextViews.NoiseStripped);
            if (Has(found, ruleId))
                return UrlText.Place(fields, fields[i]);
        }

        GatherBuffer buffer = new();
        buffer.Add(url.Host);
        buffer.Add((byte)'\n');
        buffer.AddWithout(url.Host, (byte)'.');
        return Has(_text.Scan(buffer.Text, ScanLayer.Dlp, "", TextViews.Joined), ruleId) ? "host" : null;
    }

    private static bool Has(Findings found, string ruleId)
    {
        for (int i = 0; i < found.Count; i++)
        {
            if (found[i].RuleId == ruleId)
                return true;
        }

        return false;
    }

    private static void GatherWhole(in UrlParts url, UrlFields fields, GatherBuffer buffer)
    {
        buffer.Clear();
        buffer.Add(url.Raw);
        for (int i = 0; i < fields.Count; i++)
        {
            // Between two slashes, or behind an equals sign, a longer piece begins anew.
            UrlField field = fields[i];
            ReadOnlySpan<byte> text = fields.Text(field);
            bool beginsAnew = field.Kind switch
            {
                UrlFieldKind.PathSegment or UrlFieldKind.QueryKey => text.Length >= MinEncoded,
                UrlFieldKind.QueryValue => text.ContainsAny((byte)'/', (byte)'='),
                _ => false,
            };
            if (beginsAnew)
            {
                buffer.Add((byte)'&');
                buffer.Add(text);
            }
        }

        // RFC 3986 §3.2.1 deprecates user:password: it is a credential under another name.
        int colon = url.UserInfo.IndexOf((byte)':');
        if (colon >= 0)
        {
            buffer.Add("&password="u8);
            buffer.Add(url.UserInfo[(colon + 1)..]);
        }
    }

    private static void GatherJoined(in UrlParts url, UrlFields fields, GatherBuffer buffer)
    {
        buffer.Clear();
        ReadOnlySpan<byte> host = url.Host;
        for (int labels = 0; labels < MaxLabels && host.Contains((byte)'.'); labels++)
        {
            buffer.AddWithout(host, (byte)'.');
            buffer.Add((byte)'&');
            host = host[(host.IndexOf((byte)'.') + 1)..];
        }

        // A secret may begin in the path and end in the query.
        bool isNoisy = Add(fields, UrlFieldKind.PathSegment, strip: false, buffer);
        isNoisy |= Add(fields, UrlFieldKind.QueryValue, strip: false, buffer);
        if (fields.ParameterCount > 1)
        {
            buffer.Add((byte)'&');
            Add(fields, UrlFieldKind.QueryValue, strip: false, buffer);
            buffer.Add((byte)'&');
            Add(fields, UrlFieldKind.QueryKey, strip: false, buffer);
        }

        if (!isNoisy)
            return;

        buffer.Add((byte)'&');
        Add(fields, UrlFieldKind.PathSegment, strip: true, buffer);
        buffer.Add((byte)'&');
        Add(fields, UrlFieldKind.QueryValue, strip: true, buffer);
    }

    /// <summary>Adds every piece of one kind, end to end.</summary>
    /// <returns>Whether a separator stood in one.</returns>
    private static bool Add(UrlFields fields, UrlFieldKind kind, bool strip, GatherBuffer buffer)
    {
        bool isNoisy = false;
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Kind != kind)
                continue;

            ReadOnlySpan<byte> text = fields.Text(fields[i]);
            isNoisy |= text.ContainsAny(Noise);
            if (strip)
                buffer.AddWithout(text, Noise);
            else
                buffer.Add(text);
        }

        return isNoisy;
    }

    // part2=…&part1=…: numbered pieces may come in any order.
    private static void AddInOrderOfKeys(UrlFields fields, GatherBuffer buffer)
    {
        if (fields.ParameterCount is < 2 or > MaxSorted)
            return;

        Span<int> order = stackalloc int[MaxSorted];
        order = order[..fields.ParameterCount];
        bool isSorted = true;
        for (int i = 0; i < order.Length; i++)
        {
            ReadOnlySpan<byte> key = fields.KeyOf(i);
            int at = i;
            while (at > 0 && fields.KeyOf(order[at - 1]).SequenceCompareTo(key) > 0)
            {
                order[at] = order[at - 1];
                at--;
                isSorted = false;
            }

            order[at] = i;
        }

        if (isSorted)
            return;

        buffer.Add((byte)'&');
        foreach (int parameter in order)
            buffer.Add(fields.ValueOf(parameter));
    }

    private static bool GatherNoisy(UrlFields fields, GatherBuffer buffer)
    {
        buffer.Clear();
        for (int i = 0; i < fields.Count; i++)
        {
            UrlField field = fields[i];
            if (field.Length < MinEncoded)
                continue;

            ReadOnlySpan<byte> text = fields.Text(field);
            if (text.ContainsAny(TextNoise))
            {
                buffer.Add((byte)'&');
                buffer.Add(text);
            }

            if (IsSpelledOut(text))
            {
                buffer.Add((byte)'&');
                for (int at = 0; at < text.Length; at += 2)
                    buffer.Add(text[at]);
            }
        }

        return buffer.Length > 0;
    }

    // A-K-I-A: one and the same mark behind every character.
    private static bool IsSpelledOut(ReadOnlySpan<byte> text)
    {
        byte mark = text[1];
        if (char.IsAsciiLetterOrDigit((char)mark))
            return false;

        for (int at = 1; at < text.Length; at += 2)
        {
            if (text[at] != mark)
                return false;
        }

        return true;
    }

    private static bool IsSuspicious(in UrlParts url, UrlFields fields)
    {
        int random = Randomness.Count(url.Host);
        int small = 0;
        for (int i = 0; i < fields.Count; i++)
        {
            ReadOnlySpan<byte> text = fields.Text(fields[i]);
            random += Randomness.CountAsPiece(text);
            small += fields[i].Kind == UrlFieldKind.QueryValue && text.Length <= 3 ? 1 : 0;
        }

        return random >= MinRandom || small >= ManySmall;
    }
}
