using System.Buffers;
using System.Text;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Recognises presigned URLs: a store hands one out so that its bearer can fetch one object for some minutes.
/// Signature, key id and session token in it are random by design and belong to the store they go to.
/// </summary>
internal static class SignedUrls
{
    /// <summary>Stores that sign by one of the schemes below: the key id in the URL names their own customer.</summary>
    private static readonly HostPatterns s_stores = new(
    [
        "*.amazonaws.com", "*.amazonaws.com.cn", "storage.googleapis.com", "*.storage.googleapis.com",
        "*.r2.cloudflarestorage.com", "*.digitaloceanspaces.com", "*.backblazeb2.com", "*.wasabisys.com",
        "*.core.windows.net", "*.aliyuncs.com", "*.myqcloud.com", "*.storage.yandexcloud.net", "*.linodeobjects.com",
        "*.oraclecloud.com", "*.githubusercontent.com", "*.hf.co",
        "*.huggingface.co", "*.scw.cloud", "*.vultrobjects.com",
    ]);

    // IAM User Guide, IAM identifiers.
    private const int KeyIdLength = 20;

    private static readonly SearchValues<byte> s_keyIdBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);

    // One row per scheme: the parameters that are all there in a genuine one.
    private static readonly string[][] s_schemes =
    [
        ["x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signedheaders", "x-amz-signature"],
        ["x-goog-algorithm", "x-goog-credential", "x-goog-date", "x-goog-signedheaders", "x-goog-signature"],
        ["awsaccesskeyid", "expires", "signature"],
        ["googleaccessid", "expires", "signature"],
        ["ossaccesskeyid", "expires", "signature"],
        ["key-pair-id", "expires", "signature"],
        ["key-pair-id", "policy", "signature"],
        ["sv", "se", "sig"],
        ["urlexpires", "urlsigningmethod", "urlsignature"],
    ];

    // What is random in them.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_parts = new HashSet<string>(
    [
        "x-amz-credential", "x-amz-signature", "x-amz-security-token", "x-goog-credential", "x-goog-signature",
        "awsaccesskeyid", "googleaccessid", "ossaccesskeyid", "signature", "policy", "key-pair-id", "sig", "skoid",
        "sktid", "security-token", "urlsignature",
    ]).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a parameter is the random part of a complete signature.</summary>
    public static bool IsPart(UrlFields fields, ReadOnlySpan<byte> key) => IsPartName(key) && IsSigned(fields);

    /// <summary>Whether the id of a key stands in the query as a value or its beginning: it would be found for sure, and
    /// the URL be looked at without it then.</summary>
    public static bool NamesKey(in UrlParts url)
    {
        var rest = url.Query;
        while (rest.IndexOf("=A"u8) is >= 0 and var at)
        {
            rest = rest[(at + 1)..];
            if (rest.Length >= KeyIdLength && (rest.StartsWith("AKIA"u8) || rest.StartsWith("ASIA"u8))
                && !rest[..KeyIdLength].ContainsAnyExcept(s_keyIdBytes))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// For a presigned URL of a known store: the same URL with the random parts blanked, to be looked at instead.
    /// </summary>
    /// <returns>Null when it is no such URL. Called only where something is found, so it may allocate.</returns>
    public static byte[]? Mask(in UrlParts url, UrlFields fields)
    {
        if (!s_stores.Contains(url.Host) || !IsSigned(fields))
            return null;

        var masked = url.Raw.ToArray();
        var queryStart = url.Raw.Length - url.Query.Length - (url.Fragment.IsEmpty ? 0 : url.Fragment.Length + 1);
        if (url.Raw[^1] == '#')
            queryStart--;
        var query = masked.AsSpan(queryStart, url.Query.Length);
        foreach (var range in url.Query.Split((byte)'&'))
        {
            var parameter = query[range];
            var equals = parameter.IndexOf((byte)'=');
            if (equals > 0 && IsPartName(parameter[..equals]))
                parameter[(equals + 1)..].Fill((byte)'0');
        }

        return masked;
    }

    private static bool IsPartName(ReadOnlySpan<byte> key)
    {
        Span<char> name = stackalloc char[32];
        return key.Length <= name.Length && Ascii.ToLower(key, name,
            out var length) == System.Buffers.OperationStatus.Done
            && s_parts.Contains(name[..length]);
    }

    private static bool IsSigned(UrlFields fields) => fields.IsSigned ??= FindScheme(fields);

    private static bool FindScheme(UrlFields fields)
    {
        foreach (var scheme in s_schemes)
        {
            if (Array.TrueForAll(scheme, name => Has(fields, name)))
                return true;
        }

        return false;
    }

    private static bool Has(UrlFields fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Kind == UrlFieldKind.QueryKey && Ascii.EqualsIgnoreCase(fields.Text(fields[i]), name))
                return true;
        }

        return false;
    }
}
