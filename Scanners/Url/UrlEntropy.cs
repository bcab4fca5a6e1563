using System.Buffers;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Url;

/// <summary>Finds random data in paths and queries: encrypted or unknown secrets that no pattern describes.</summary>
internal sealed class UrlEntropy
{
    /// <summary>Shorter pieces are not measured: their entropy says nothing.</summary>
    private const int MinLength = 20;

    /// <summary>A piece must have this many bytes that are neither words nor numbers nor known identifiers.</summary>
    private const int MinRandom = 16;

    private static readonly SearchValues<byte> IdBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private readonly double _threshold;
    private readonly HostPatterns _excluded;

    /// <summary>Takes the limit in bits per byte, 0 for none, and the hosts whose paths are not measured.</summary>
    public UrlEntropy(double threshold, HostPatterns excluded)
    {
        _threshold = threshold;
        _excluded = excluded;
    }

    /// <summary>Measures path segments, query keys and query values, but for the places in <paramref name="forgiven"/>.</summary>
    public Finding? Check(in UrlParts url, UrlFields fields, IReadOnlySet<string>? forgiven = null)
    {
        if (_threshold <= 0)
            return null;

        for (int i = 0; i < fields.Count; i++)
        {
            UrlField field = fields[i];
            if (field.Length < MinLength || field.Kind is UrlFieldKind.UserInfo or UrlFieldKind.Fragment)
                continue;

            ReadOnlySpan<byte> text = fields.Text(field);
            if (Randomness.Count(text) < MinRandom)
                continue;

            double entropy = Shannon.BitsPerByte(text);
            if (entropy > _threshold && !IsExpected(url, fields, i)
                && forgiven?.Contains(UrlText.Place(fields, field)) != true)
                return Report(fields, field, entropy);
        }

        return null;
    }

    private bool IsExpected(in UrlParts url, UrlFields fields, int index)
    {
        ReadOnlySpan<byte> text = fields.Text(fields[index]);
        return fields[index].Kind switch
        {
            UrlFieldKind.PathSegment => _excluded.Contains(url.Host) || CloudHosts.RandomPaths.Contains(url.Host)
                || IsBuildId(fields, index) || IsShortId(text) || KnownIdentifiers.IsContentId(text),
            UrlFieldKind.QueryValue when fields.KeyAt(index) is var key =>
                SignedUrls.IsPart(fields, key) || OpaqueParameters.IsOpaque(key, text)
                || CloudHosts.RandomQueries.Contains(url.Host),
            _ => false,
        };
    }

    // A UUID in base 64, and what id generators make by default: 22 and 21 characters that name something in a path.
    private static bool IsShortId(ReadOnlySpan<byte> text) =>
        text.Length is 21 or 22 && !text.ContainsAnyExcept(IdBytes);

    // Next.js puts the id of a build between these and its files.
    private static bool IsBuildId(UrlFields fields, int index) => index >= 2
        && fields.Text(fields[index - 1]).SequenceEqual("static"u8)
        && fields.Text(fields[index - 2]).SequenceEqual("_next"u8);

    private Finding Report(UrlFields fields, UrlField field, double entropy)
    {
        string what = field.Kind switch
        {
            UrlFieldKind.PathSegment => "path segment",
            UrlFieldKind.QueryKey => "query key",
            _ => "query value",
        };
        return new Finding(
            ScanLayer.Entropy, "url-entropy", "URL Entropy", Severity.Medium,
            $"high entropy {what} ({entropy:F2} > {_threshold:F2} threshold)") { Where = UrlText.Place(fields, field) };
    }
}
