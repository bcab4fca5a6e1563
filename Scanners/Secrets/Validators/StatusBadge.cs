using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>
/// The images in READMEs that tell how a project fares. The token in the URL of one, as
/// <c>https://codecov.io/gh/o/r/graph/badge.svg?token=…</c> has it, is published to show the image and nothing else.
/// </summary>
internal static class StatusBadge
{
    /// <summary>No URL of a badge is longer up to its token.</summary>
    private const int Reach = 256;

    private static readonly SearchValues<byte> s_urlEnds = SearchValues.Create(" \t\r\n\"'<>()"u8);

    private static readonly byte[][] s_hosts =
    [
        .. from host in new[]
        {
            "codecov.io/", "app.codecov.io/", "img.shields.io/", "circleci.com/", "dl.circleci.com/", "badgen.net/",
            "coveralls.io/", "snyk.io/", "badge.buildkite.com/", "api.travis-ci.com/", "app.travis-ci.com/",
            "ci.appveyor.com/", "sonarcloud.io/", "api.netlify.com/", "app.codacy.com/",
            "badges.openbase.com/", "badges.gitter.im/",
        }
        select Encoding.ASCII.GetBytes(host),
    ];

    /// <summary>Whether the URL in which a parameter stands is one of a badge.</summary>
    /// <param name="before">Everything before the name of the parameter.</param>
    internal static bool IsIn(ReadOnlySpan<byte> before)
    {
        before = before[^Math.Min(before.Length, Reach)..];
        var scheme = before.LastIndexOf("https://"u8);
        if (scheme < 0 || before[scheme..].ContainsAny(s_urlEnds))
            return false;
        var url = before[(scheme + "https://".Length)..];
        foreach (var host in s_hosts)
        {
            if (url.StartsWith(host))
                return host.AsSpan().SequenceEqual("img.shields.io/"u8) || IsImage(url);
        }

        return false;
    }

    private static bool IsImage(ReadOnlySpan<byte> url) =>
        url.IndexOf("badge"u8) >= 0 || url.IndexOf(".svg"u8) >= 0 || url.IndexOf(".png"u8) >= 0;
}
