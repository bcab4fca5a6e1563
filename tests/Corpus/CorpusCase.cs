namespace Pipelock.Corpus.Tests;

/// <summary>One text and the verdict that is right for it, whatever the engine says today.</summary>
/// <param name="Id"><c>surface/verdict/group/name</c>.</param>
/// <param name="Surface">Where the text travels.</param>
/// <param name="IsAttack">True when it must be stopped.</param>
/// <param name="Template">The payload before its markers are filled in.</param>
/// <param name="Why">One sentence: what makes the verdict right.</param>
public sealed record CorpusCase(string Id, CorpusSurface Surface, bool IsAttack, string Template, string Why)
{
    /// <summary>Content-Type of a body or an answer; empty when there is none.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Content-Encoding that the runner applies: <c>gzip</c>, <c>deflate</c>, <c>br</c> or none.</summary>
    public string ContentEncoding { get; init; } = "";

    /// <summary>The rule that should be among the findings; empty when any will do.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The payload with every marker filled in; the same in every run.</summary>
    public string Payload => new TemplateText(Id).Expand(Template);

    /// <summary>The group file the case stands in.</summary>
    public string Group => Id[..Id.LastIndexOf('/')];
}
