namespace Pipelock.Scanners.Url;

/// <summary>What a piece of a URL consists of, as far as every stage that looks for secrets asks for it.</summary>
internal enum UrlFieldContent : byte
{
    /// <summary>Words, numbers, points in time or a UUID.</summary>
    Plain,

    /// <summary>Hexadecimal digits that stand for no text: the digest of something, or a part of one.</summary>
    Digest,

    /// <summary>Anything else.</summary>
    Other,
}
