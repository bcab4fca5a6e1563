using System.Text;

namespace Pipelock.Cli.Commands;

/// <summary>Reads standard input as a whole, up to a bound.</summary>
internal static class StandardInput
{
    /// <summary>Everything there is, or null where it is more than <paramref name="limit"/> bytes.</summary>
    public static byte[]? Read(int limit)
    {
        using var input = Console.OpenStandardInput();
        using var buffer = new MemoryStream();
        var block = new byte[64 * 1024];
        while (input.Read(block) is var count and > 0)
        {
            if (buffer.Length + count > limit) return null;
            buffer.Write(block, 0, count);
        }

        return buffer.ToArray();
    }

    /// <summary>The same as text in UTF-8; what is not valid becomes U+FFFD, a byte order mark is dropped.</summary>
    public static string? ReadText(int limit) => Read(limit) is { } bytes
        ? new StreamReader(new MemoryStream(bytes), Encoding.UTF8).ReadToEnd() : null;
}
