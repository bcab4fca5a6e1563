using System.Buffers;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Url;

/// <summary>Looks for secrets in a URL, however they are cut up and encoded.</summary>
/// <remarks>
/// Two passes over a clean URL: (a) the URL as it stands, with its longer path segments and labels each on a line of its
/// own, since a slash is a base 64 digit too; (b) the pieces put together again, host without dots, path without slashes,
/// query values in order. Then, only where random-looking pieces make it worth while, (c) values with separators taken out
/// and (d) values with others left out between them.
/// </remarks>
internal sealed class UrlSecrets
{
    /// <summary>A piece shorter than this hides no encoded secret by itself.</summary>
    private const int MinEncoded = 16;

    [ThreadStatic]
    private static GatherBuffer? s_buffer;

    private static readonly SearchValues<byte> Noise = SearchValues.Create("./ \t\r\n+,;|"u8);

    private readonly TextScanner _text;
    private readonly ValueSubsequences _subsequences;

    /// <summary>Uses one scanner for texts and the engine behind it for plain concatenations.</summary>
    public UrlSecrets(TextScanner text, SecretEngine engine)
    {
        _text = text;
        _subsequences = new ValueSubsequences(engine);
    }

    /// <summary>Everything that looks like a secret in a URL; where it stood is not found out yet.</summary>
    public Findings Scan(in UrlParts url, UrlFields fields)
    {
        GatherBuffer buffer = s_buffer ??= new GatherBuffer();
        GatherWhole(url, fields, buffer);
        Findings found = _text.Scan(buffer.Text, ScanLayer.Dlp, "url", TextViews.PlusIsSpace);
        if (!found.IsClean)
            return found;

        GatherJoined(url, fields, buffer);
        found = _text.Scan(buffer.Text, ScanLayer.Dlp, "url", TextViews.NoiseStripped | TextViews.Joined);
        if (!found.IsClean)
            return found;

        if (GatherNoisy(fields, buffer))
        {
            found = _text.Scan(buffer.Text, ScanLayer.Dlp, "url", TextViews.NoiseStripped);
            if (!found.IsClean)
                return found;
        }

        return _subsequences.Scan(fields, buffer);
    }

    /// <summary>Names the field in which a secret stands by itself; <c>url</c> when it is spread over several.</summary>
    public string Locate(in UrlParts url, UrlFields fields, string ruleId)
    {
        for (int i = 0; i < fields.Count; i++)
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
        return Has(_text.Scan(buffer.Text, ScanLayer.Dlp, "", TextViews.Joined), ruleId) ? "host" : "url";
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
            if (field.Length < MinEncoded)
                continue;
            if (field.Kind is UrlFieldKind.PathSegment or UrlFieldKind.QueryKey || fields.Text(field).Contains((byte)'/'))
            {
                buffer.Add((byte)'\n');
                buffer.Add(fields.Text(field));
            }
        }
    }

    private static void GatherJoined(in UrlParts url, UrlFields fields, GatherBuffer buffer)
    {
        buffer.Clear();
        buffer.AddWithout(url.Host, (byte)'.');
        buffer.Add((byte)'&');
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Kind == UrlFieldKind.PathSegment)
                buffer.Add(fields.Text(fields[i]));
        }

        // No separator here: a secret may begin in the path and end in the query.
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Kind == UrlFieldKind.QueryValue)
                buffer.Add(fields.Text(fields[i]));
        }

        buffer.Add((byte)'&');
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Kind == UrlFieldKind.QueryValue)
                buffer.Add(fields.Text(fields[i]));
        }

        buffer.Add((byte)'&');
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Kind == UrlFieldKind.QueryKey)
                buffer.Add(fields.Text(fields[i]));
        }
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
            if (text.ContainsAny(Noise))
            {
                buffer.Add((byte)'&');
                buffer.Add(text);
            }
        }

        return buffer.Length > 0;
    }
}
