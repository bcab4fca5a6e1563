using System.Buffers;

namespace Pipelock.Scanners.Url;

/// <summary>Puts together what of a URL is looked at in one pass. Stateless; an ampersand stands between the parts.</summary>
internal static class UrlGathering
{
    /// <summary>A piece shorter than this hides no encoded secret by itself.</summary>
    private const int MinEncoded = 16;

    /// <summary>The most parameters that are put into the order of their keys.</summary>
    private const int MaxSorted = 16;

    /// <summary>The most host labels that are read as the start of something.</summary>
    private const int MaxLabels = 8;

    private static readonly SearchValues<byte> Noise = SearchValues.Create("./ \t\r\n+,;|-_:~*!'()"u8);

    // What the text scanner takes out by itself.
    private static readonly SearchValues<byte> TextNoise = SearchValues.Create("./ \t\r\n+,;|"u8);

    /// <summary>The URL as it stands, and behind it the pieces of it that begin anew.</summary>
    public static void Whole(in UrlParts url, UrlFields fields, GatherBuffer buffer)
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

    /// <summary>Host without dots, path without slashes, values and keys in order, each also without separators.</summary>
    public static void Joined(in UrlParts url, UrlFields fields, GatherBuffer buffer)
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
        Add(fields, UrlFieldKind.Fragment, strip: false, buffer);
        if (fields.ParameterCount > 1)
        {
            buffer.Add((byte)'&');
            Add(fields, UrlFieldKind.QueryValue, strip: false, buffer);
            Add(fields, UrlFieldKind.Fragment, strip: false, buffer);
            buffer.Add((byte)'&');
            Add(fields, UrlFieldKind.QueryKey, strip: false, buffer);
        }

        if (fields.ParameterCount == 1)
        {
            buffer.Add((byte)'&');
            Add(fields, UrlFieldKind.QueryValue, strip: false, buffer);
            Add(fields, UrlFieldKind.Fragment, strip: false, buffer);
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

    /// <summary>Adds the values in the order of their keys: numbered pieces may come in any order.</summary>
    public static void AddInOrderOfKeys(UrlFields fields, GatherBuffer buffer)
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

    /// <summary>The longer pieces that have separators in them; false when there is none.</summary>
    public static bool Noisy(UrlFields fields, GatherBuffer buffer)
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
}
