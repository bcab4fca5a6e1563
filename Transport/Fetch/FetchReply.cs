using Pipelock.Policy;

namespace Pipelock.Transport.Fetch;

/// <summary>What one hop of a fetch brought.</summary>
internal sealed record FetchReply
{
    /// <summary>How it ended.</summary>
    public required FetchStatus Status { get; init; }

    /// <summary>The policy's word about the address; a warning may stand beside a reply.</summary>
    public Decision Decision { get; init; }

    /// <summary>What went wrong, for a person; empty when nothing did.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The origin's status code.</summary>
    public int StatusCode { get; init; }

    /// <summary>The origin's Content-Type; empty when it gave none.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Where a redirect leads, as the origin wrote it; empty when it is none.</summary>
    public string Location { get; init; } = "";

    /// <summary>The body, content codings undone.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>A hop without a reply.</summary>
    public static FetchReply Failed(FetchStatus status, string problem) => new() { Status = status, Problem = problem };

    /// <summary>The reply sends the reader elsewhere (RFC 9110 §15.4).</summary>
    public bool IsRedirect => StatusCode is 301 or 302 or 303 or 307 or 308 && Location.Length > 0;
}
