using System.Buffers;
using Pipelock.Policy.Mcp.Budgets;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Scanners.Url;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Finds the URLs that a call names, so that what it spends is counted by host.</summary>
internal static class CallUrls
{
    private const int LongestScheme = 5;
    private const int LongestHost = 255; // RFC 1035 §2.3.4
    private static readonly SearchValues<byte> s_ends = SearchValues.Create(" \t\r\n\"'`<>()[]{}|\\"u8);

    /// <summary>Adds the URLs among the arguments, up to the room, and the weight of the dearest.</summary>
    public static void Collect(CallArguments arguments, SpendingLimits limits, ref CallCost cost)
    {
        var dearest = double.MinValue;
        Span<byte> room = stackalloc byte[LongestHost];
        foreach (ref readonly var value in arguments.Values)
        {
            var text = arguments.TextOf(value);
            for (var at = text.IndexOf("://"u8); at >= 0
                && cost.UrlCount < CallCost.MaxUrls; at = text.IndexOf("://"u8))
            {
                var start = SchemeStart(text, at);
                var end = text[at..].IndexOfAny(s_ends);
                var url = end < 0 ? text[start..] : text[start..(at + end)];
                text = text[(at + 3)..];
                if (!UrlParts.TryParse(url, out var parts, out _) || parts.Host.IsEmpty)
                    continue;
                var host = room[..Math.Min(parts.Host.Length, LongestHost)];
                for (var i = 0; i < host.Length; i++)
                    host[i] = (byte)char.ToLowerInvariant((char)parts.Host[i]);
                var key = MessageKey.Of(host);
                cost.Hosts[cost.UrlCount] = key;
                cost.Urls[cost.UrlCount++] = MessageKey.Of(key, MessageKey.Of(parts.Path));
                dearest = Math.Max(dearest, limits.WeightOf(host));
            }
        }

        if (cost.UrlCount > 0)
            cost.Weight = dearest;
    }

    private static int SchemeStart(ReadOnlySpan<byte> text, int colon)
    {
        var start = colon;
        while (start > 0 && colon - start < LongestScheme && char.IsAsciiLetter((char)text[start - 1]))
            start--;
        return start;
    }
}
