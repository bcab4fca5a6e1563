using System.Text;
using AngleSharp.Dom;

namespace Pipelock.Transport.Fetch;

/// <summary>
/// A page taken apart into what is shown and what is not, without recursion: a page nests as it likes.
/// </summary>
internal sealed class PageParts
{
    private readonly StringBuilder _shown = new();
    private readonly StringBuilder _hidden = new();

    private PageParts()
    {
    }

    /// <summary>Elements of the page.</summary>
    public int Elements { get; private set; }

    /// <summary>How deep they nest.</summary>
    public int Depth { get; private set; }

    /// <summary>The text that a reader sees.</summary>
    public string Shown => _shown.ToString().Trim();

    /// <summary>Comments, scripts, styles and the text of elements that are not shown.</summary>
    public string Hidden => _hidden.ToString();

    /// <summary>The outermost elements that are not shown.</summary>
    public List<IElement> HiddenElements { get; } = [];

    /// <summary>Walks through <paramref name="page"/> once.</summary>
    public static PageParts Of(IDocument page)
    {
        var parts = new PageParts();
        INode? node = page;
        INode? hiddenBy = null;
        for (var depth = 0; node is not null;)
        {
            if (hiddenBy is null && node is IElement element && IsHidden(element))
            {
                hiddenBy = element;
                parts.HiddenElements.Add(element);
            }

            parts.Take(node, depth, hiddenBy is not null);
            if (node.FirstChild is { } child)
            {
                node = child;
                depth++;
                continue;
            }

            while (node is not null && node.NextSibling is null)
            {
                if (ReferenceEquals(node, hiddenBy)) hiddenBy = null;
                parts.Leave(node);
                node = node.Parent;
                depth--;
            }

            if (ReferenceEquals(node, hiddenBy)) hiddenBy = null;
            if (node is not null) parts.Leave(node);
            node = node?.NextSibling;
        }

        return parts;
    }

    private void Take(INode node, int depth, bool isHidden)
    {
        Depth = Math.Max(Depth, depth);
        switch (node)
        {
            case IComment comment:
                _hidden.Append(comment.Data).Append('\n');
                break;
            case IText text:
                (isHidden ? _hidden : _shown).Append(text.Data);
                break;
            case IElement:
                Elements++;
                break;
        }
    }

    /// <summary>The end of a block is the end of a line.</summary>
    private void Leave(INode node)
    {
        if (node is not IElement element) return;
        if (IsHidden(element)) _hidden.Append('\n');
        else if (IsBlock(element.LocalName) && _shown.Length > 0 && _shown[^1] != '\n') _shown.Append('\n');
    }

    private static bool IsHidden(IElement element) =>
        element.LocalName is "script" or "style" or "template" or "noscript" or "head"
        || element.HasAttribute("hidden")
        || (element.GetAttribute("style") is { Length: > 0 } style && Hides(style));

    private static bool Hides(string style)
    {
        var dense = string.Concat(style.Where(c => !char.IsWhiteSpace(c)));
        return dense.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || dense.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)
            || dense.Contains("font-size:0", StringComparison.OrdinalIgnoreCase)
            || dense.Contains("opacity:0;", StringComparison.OrdinalIgnoreCase)
            || dense.EndsWith("opacity:0", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsBlock(string name) => name is "p" or "div" or "li" or "ul" or "ol" or "tr" or "table" or "br"
        or "section" or "article" or "header" or "footer" or "main" or "nav" or "aside" or "pre" or "blockquote"
        or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dt" or "dd" or "figure" or "form" or "title";
}
