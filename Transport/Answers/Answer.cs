namespace Pipelock.Transport.Answers;

/// <summary>An answer of the proxy's own, never to be confused with an origin's. Built on cold paths only.</summary>
public sealed record Answer
{
    /// <summary>Media type of plain sentences.</summary>
    public const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Media type of the JSON documents.</summary>
    public const string Json = "application/json";

    /// <summary>HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>The body, sent as UTF-8.</summary>
    public required string Body { get; init; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; init; } = PlainText;

    /// <summary>Fields beside the usual ones; values are cut to printable ASCII when they are written.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];
}
