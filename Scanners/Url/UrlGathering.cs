using System.Text;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Puts together what of a URL is looked at in one pass. Stateless; an ampersand stands between the parts.
/// </summary>
internal static class UrlGathering
{
    /// <summary>A piece shorter than this hides no encoded secret by itself.</summary>
    internal const int MinEncoded = 16;

    /// <summary>The most parameters that are put into the order of their keys.</summary>
    private const int MaxSorted = 16;

    /// <summary>The most host labels that are read as the start of something.</summary>
    private const int MaxLabels = 8;

    /// <summary>A shorter label names a region or a service.</summary>
    private const int MinHalf = 6;

    /// <summary>What stands between the labels of a host.</summary>
    internal static readonly RunAlphabet Dots = new("."u8);

    private static readonly RunAlphabet s_noise = new("./ \t\r\n+,;|-_:~*!'()"u8);

    /// <summary>The URL as it stands, and behind it the pieces of it that begin anew.</summary>
    public static void Whole(in UrlParts url, UrlFields fields, GatherBuffer buffer)
    {
        buffer.Clear();
        buffer.Add(url.Raw);
        // Then a piece is the part of a run that is looked at as a whole.
        var isWhole = url.Raw.Length <= MirroredRuns.MaxRun && !url.HasEscapes;
        for (var i = 0; i < fields.Count; i++)
        {
            // Between two slashes, or behind an equals sign, a longer piece of base 64 begins anew.
            var field = fields[i];
            var text = fields.Text(field);
            var beginsAnew = field.Kind switch
            {
                UrlFieldKind.PathSegment or UrlFieldKind.QueryKey => text.Length >= MinEncoded && field.Random > 0
                    && field.Content == UrlFieldContent.Other && !HexDigits.AreAll(text)
                    && (!isWhole || LoneRuns.MayShowMore(text)),
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
        var colon = url.UserInfo.IndexOf((byte)':');
        if (colon >= 0)
        {
            buffer.Add("&password="u8);
            buffer.Add(url.UserInfo[(colon + 1)..]);
        }
    }

    /// <summary>
    /// Adds the host without dots, the path without slashes, values and keys in order, each also without separators.
    /// </summary>
    public static void AddJoined(in UrlParts url, UrlFields fields, GatherBuffer buffer)
    {
        AddLabels(url.Host, buffer);
        if (url.Host.Contains((byte)'-'))
        {
            buffer.Add((byte)'&');
            buffer.AddWithout(url.Host, s_noise);
            buffer.Add((byte)'&');
        }

        // A secret may begin in the path and end in the query.
        var start = buffer.Length;
        buffer.Add(fields.PathText);
        var middle = buffer.Length;
        Add(fields, UrlFieldKind.QueryValue, buffer);
        Add(fields, UrlFieldKind.Fragment, buffer);
        var end = buffer.Length;
        if (fields.ParameterCount > 0)
        {
            buffer.Add((byte)'&');
            buffer.Add(buffer.Text[middle..end]);
        }

        if (fields.ParameterCount > 1)
        {
            buffer.Add((byte)'&');
            Add(fields, UrlFieldKind.QueryKey, buffer);
        }

        if (!buffer.Text[start..end].ContainsAny(s_noise.Characters))
            return;

        buffer.Add((byte)'&');
        buffer.AddWithout(buffer.Text[start..middle], s_noise);
        buffer.Add((byte)'&');
        buffer.AddWithout(buffer.Text[middle..end], s_noise);
    }

    // The host without dots from each of its first labels on: ends of one and the same text.
    private static void AddLabels(ReadOnlySpan<byte> host, GatherBuffer buffer)
    {
        var first = buffer.Length;
        buffer.AddWithout(host, Dots);
        var end = buffer.Length;
        var at = first;
        for (var labels = 0; labels < MaxLabels; labels++)
        {
            var dot = host.IndexOf((byte)'.');
            if (dot < 0)
            {
                // The last label stands alone in the text as it is.
                if (labels == 0)
                    buffer.Remove(first, end - first);
                return;
            }

            if (labels > 0)
                buffer.Add(buffer.Text[at..end]);
            buffer.Add((byte)'&');
            host = host[(dot + 1)..];
            at += dot;
        }
    }

    /// <summary>Adds every piece of one kind behind the path, end to end.</summary>
    private static void Add(UrlFields fields, UrlFieldKind kind, GatherBuffer buffer)
    {
        for (var i = fields.FirstBehindPath; i < fields.Count; i++)
        {
            if (fields[i].Kind == kind)
                buffer.Add(fields.Text(fields[i]));
        }
    }

    /// <summary>The values in order, a blank behind each.</summary>
    public static void ValuesAsWords(UrlFields fields, GatherBuffer buffer)
    {
        buffer.Clear();
        for (var i = 0; i < fields.ParameterCount; i++)
        {
            buffer.Add(fields.ValueOf(i));
            buffer.Add((byte)' ');
        }
    }

    /// <summary>Adds the values in the order of their keys: numbered pieces may come in any order.</summary>
    public static void AddInOrderOfKeys(UrlFields fields, GatherBuffer buffer)
    {
        if (fields.ParameterCount is < 2 or > MaxSorted)
            return;

        Span<int> order = stackalloc int[MaxSorted];
        order = order[..fields.ParameterCount];
        var isSorted = true;
        for (var i = 0; i < order.Length; i++)
        {
            var key = fields.KeyOf(i);
            var at = i;
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
        foreach (var parameter in order)
            buffer.Add(fields.ValueOf(parameter));
    }

    /// <summary>Adds the first label of the host with the path and the values behind it, as sent and in capitals: a
    /// host keeps no letter case, and formats in capitals survive that.</summary>
    public static void AddBehindLabel(ReadOnlySpan<byte> host, UrlFields fields, GatherBuffer buffer)
    {
        var dot = host.IndexOf((byte)'.');
        if (dot < MinHalf || !host[..dot].ContainsAnyInRange((byte)'0', (byte)'9'))
            return;

        buffer.Add((byte)'&');
        var start = buffer.Length;
        buffer.Add(host[..dot]);
        buffer.Add(fields.PathText);
        Add(fields, UrlFieldKind.QueryValue, buffer);
        var length = buffer.Length - start;
        var capitals = buffer.Room(length + 1);
        capitals[0] = (byte)'&';
        Ascii.ToUpper(buffer.Text.Slice(start, length), capitals[1..], out _);
        buffer.Advance(length + 1);
    }

    /// <summary>Whether the first label begins as ids in capitals do, those of Amazon and New Relic.</summary>
    public static bool BeginsInCapitals(ReadOnlySpan<byte> host) => host.Length > MinHalf
        && ((host[0] | 0x20) == 'a' || (host[0] | 0x20) == 'n')
        && (Ascii.EqualsIgnoreCase(host[..4], "akia"u8) || Ascii.EqualsIgnoreCase(host[..4], "asia"u8)
            || Ascii.EqualsIgnoreCase(host[..4], "nrak"u8));

    /// <summary>
    /// The digits of values whose keys number them, end to end and named for what they may be; false when the
    /// parameters are anything else.
    /// </summary>
    public static bool DigitsInOrder(UrlFields fields, GatherBuffer buffer)
    {
        const int MostPieces = 5;
        buffer.Clear();
        if (fields.ParameterCount is < 2 or > MostPieces)
            return false;

        buffer.Add("card="u8);
        for (var i = 0; i < fields.ParameterCount; i++)
        {
            var value = fields.ValueOf(i);
            if (value.Length < 2 || value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                || (i > 0 && !NumberedDigits.IsNext(fields.KeyOf(i - 1), fields.KeyOf(i))))
            {
                return false;
            }

            buffer.Add(value);
        }

        return true;
    }
}
