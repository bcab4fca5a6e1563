namespace Pipelock.Scanners.Injection.Readings;

/// <summary>How a text is structured, as far as that decides what of it a reader sees.</summary>
public enum MediaKind : byte
{
    /// <summary>Not known: the text itself is looked at.</summary>
    Unknown,

    /// <summary>Prose, source code, logs: what is written is what is read.</summary>
    Plain,

    /// <summary>HTML or XML: comments and attributes are read by agents, not by people.</summary>
    Markup,

    /// <summary>JSON: strings carry the text, escapes hide it.</summary>
    Json,
}
