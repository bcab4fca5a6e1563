namespace Pipelock.Scanners.Url;

/// <summary>Which part of a URL a piece of text stood in.</summary>
internal enum UrlFieldKind : byte
{
    /// <summary>What stands between two slashes of the path.</summary>
    PathSegment,

    /// <summary>What stands before the first equals sign of a query parameter.</summary>
    QueryKey,

    /// <summary>What stands behind it; a parameter without one is a value.</summary>
    QueryValue,

    /// <summary>The credentials before the host.</summary>
    UserInfo,

    /// <summary>What stands behind the number sign.</summary>
    Fragment,
}
