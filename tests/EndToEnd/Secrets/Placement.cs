namespace Pipelock.EndToEnd.Tests.Secrets;

/// <summary>Where in a request a secret stands.</summary>
public enum Placement
{
    /// <summary>A segment of the path, percent-encoded where it has to be.</summary>
    Path,

    /// <summary>The value of a query parameter.</summary>
    Query,

    /// <summary>The value of a header that carries credentials.</summary>
    Header,

    /// <summary>A string in a JSON body.</summary>
    JsonBody,

    /// <summary>A value in a form-urlencoded body.</summary>
    FormBody,
}
