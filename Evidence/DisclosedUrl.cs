using System.Text;
using Pipelock.Evidence.Records;
using Pipelock.Policy.Disclosure;

namespace Pipelock.Evidence;

/// <summary>A URL as far as it may be told to a person.</summary>
public static class DisclosedUrl
{
    /// <summary>The told form of <paramref name="url"/>, as the log writes it.</summary>
    public static string Text(ReadOnlySpan<byte> url, UrlDisclosure disclosure)
    {
        var room = new byte[url.Length + 64]; // The longest form is the URL with its end replaced by "[redacted]".
        return Encoding.UTF8.GetString(room, 0, LoggedUrl.Compose(url, disclosure, room));
    }
}
