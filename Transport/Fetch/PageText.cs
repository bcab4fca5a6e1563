using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SmartReader;

namespace Pipelock.Transport.Fetch;

/// <summary>
/// What a page says: its title, its readable text, and what it says where no reader looks. Immutable.
/// </summary>
/// <param name="Title">The title; empty when it has none.</param>
/// <param name="Text">The text of the article, or of the whole page where no article can be told.</param>
/// <param name="Hidden">Comments, scripts, styles and elements that are not shown, a line each.</param>
internal sealed record PageText(string Title, string Text, string Hidden)
{
    /// <summary>Pages with more elements, or more deeply nested ones, are given as their whole text.</summary>
    private const int MaxElements = 20_000;

    private const int MaxDepth = 256;

    /// <summary>Reads a page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="url">Where it came from.</param>
    /// <param name="stop">Ends the work on a page that is made to take long.</param>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public static async Task<PageText> ReadAsync(string html, string url, CancellationToken stop)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false });
        using var page = await parser.ParseDocumentAsync(html, stop).ConfigureAwait(false);
        var parts = PageParts.Of(page);
        var title = (page.Title ?? "").Trim();
        var whole = new PageText(title, parts.Shown, parts.Hidden);
        if (parts.Elements > MaxElements || parts.Depth > MaxDepth) return whole;
        foreach (var hidden in parts.HiddenElements) hidden.Remove();
        var article = await ArticleAsync(page, url, stop).ConfigureAwait(false);
        return article is { IsReadable: true, TextContent.Length: > 0 }
            ? whole with { Title = article.Title is { Length: > 0 } told ? told : title,
                Text = article.TextContent.Trim() }
            : whole;
    }

    private static async Task<Article?> ArticleAsync(IHtmlDocument page, string url, CancellationToken stop)
    {
        try
        {
            using var reader = new Reader(url, page) { MaxElemsToParse = MaxElements };
            return await reader.GetArticleAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The extraction guesses, and some pages break its guesses; the whole text is an answer too.
            return null;
        }
    }
}
