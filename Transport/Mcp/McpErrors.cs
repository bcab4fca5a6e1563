using System.Buffers;
using System.Text;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Transport.Mcp;

/// <summary>Error answers for what goes wrong between us and a server. Cold paths only.</summary>
internal static class McpErrors
{
    /// <summary>The server gave no answer to the request with this id.</summary>
    /// <param name="id">The id as it was written; empty for null.</param>
    /// <param name="sentence">What happened.</param>
    public static byte[] Upstream(ReadOnlySpan<byte> id, string sentence) =>
        Of(id, JsonRpcErrors.Upstream, $"pipelock: upstream error: {sentence}");

    /// <summary>An error without further explanation.</summary>
    public static byte[] Of(ReadOnlySpan<byte> id, int code, string message)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonRpcErrorWriter.Write(output, id, code, message, default);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same for an id kept as text.</summary>
    public static byte[] Upstream(string id, string sentence) => Upstream(Encoding.UTF8.GetBytes(id), sentence);
}
