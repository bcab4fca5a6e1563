using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Bridge;

/// <summary>What a server answered over HTTP.</summary>
internal static class BridgeAnswer
{
    /// <summary>Whether the answer is an event stream.</summary>
    public static bool IsStream(ResponseHead head) =>
        head.StatusCode == 200 && head.Fields.TryFind(KnownHeader.ContentType, out var type)
        && type.Length >= 17 && Ascii.EqualsIgnoreCase(type[..17], "text/event-stream"u8);

    /// <summary>The whole content.</summary>
    /// <exception cref="IOException">It is larger than a message may be, or broke off.</exception>
    public static async Task<byte[]> ReadAsync(HttpLink link)
    {
        using var message = new MessageBuffer();
        return await message.ReadAsync(link, McpLimits.ServerMessageBytes).ConfigureAwait(false)
            ? message.Bytes.ToArray() : throw new IOException("the server's answer is too large");
    }
}
