using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;
using Pipelock.Transport.Stripping;

namespace Pipelock.Transport.Fetch;

/// <summary>What a fetched answer says, and what the policy says to that.</summary>
internal static class FetchedPage
{
    private const string Title = "title";
    private const string Text = "text";

    /// <summary>Reads an answer: HTML as a page, anything else as the text it is.</summary>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public static async Task<PageText> ReadAsync(FetchReply reply, string url, CancellationToken stop)
    {
        var text = TextDecoding.Decode(reply.Body, reply.ContentType);
        return IsPage(reply.ContentType, text)
            ? await PageText.ReadAsync(text, url, stop).ConfigureAwait(false)
            : new PageText("", text, "");
    }

    /// <summary>Decides about the answer as it was sent, what it hides, and the text that is given out.</summary>
    public static Decision Decide(
        FetchReply reply, PageText page, PolicySnapshot policy, scoped in DecisionContext context)
    {
        if (!policy.Options.ResponseScanning.Enabled) return default;
        var scan = policy.Scanner.RentResponseScan(Encoding.Latin1.GetBytes(reply.ContentType), []);
        Findings found;
        try
        {
            found = scan.Append(reply.Body);
            found = found.Concat(scan.Complete());
        }
        finally
        {
            policy.Scanner.Return(scan);
        }

        if (page.Hidden.Length > 0) found = With(found, Look(page.Hidden, "hidden element", policy));
        if (page.Title.Length > 0) found = With(found, Look(page.Title, Title, policy));
        if (page.Text.Length > 0) found = With(found, Look(page.Text, Text, policy));
        return policy.Decide(found, Surface.Response, context);
    }

    /// <summary>The page without what was found in what is given out; null when that cannot be taken out.</summary>
    public static PageText? Strip(PageText page, PolicySnapshot policy, scoped in DecisionContext context) =>
        Strip(page.Title, Title, policy, context) is { } title && Strip(page.Text, Text, policy, context) is { } text
            ? new PageText(title, text, "")
            : null;

    private static string? Strip(
        string text, string where, PolicySnapshot policy, scoped in DecisionContext context)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (TextStripper.Look(bytes, where, policy, context).IsClean) return text;
        return TextStripper.Strip(bytes, where, policy, context) is { } stripped
            ? Encoding.UTF8.GetString(stripped) : null;
    }

    /// <summary>What the answer as sent shows already is not told again about a part of it.</summary>
    private static Findings With(in Findings found, in Findings more)
    {
        if (more.IsClean) return found;
        var known = found.Items.Select(one => one.RuleName).ToHashSet(StringComparer.Ordinal);
        return found.Concat(new Findings([.. more.Items.Where(one => !known.Contains(one.RuleName))]));
    }

    private static Findings Look(string text, string where, PolicySnapshot policy) =>
        policy.Scanner.ScanInjection(Encoding.UTF8.GetBytes(text), where);

    private static bool IsPage(string contentType, string text)
    {
        if (contentType.Contains("html", StringComparison.OrdinalIgnoreCase)) return true;
        var start = text.AsSpan().TrimStart();
        return contentType.Length == 0 && (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase));
    }
}
