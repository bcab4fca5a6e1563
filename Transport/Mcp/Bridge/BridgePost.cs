using System.Text;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Transport.Mcp.Bridge;

/// <summary>One message, or batch, on its way to a server over HTTP, and the answers it waits for.</summary>
internal sealed class BridgePost
{
    private BridgePost(byte[] bytes) => Bytes = bytes;

    /// <summary>The message.</summary>
    public byte[] Bytes { get; }

    /// <summary>The ids of its requests, as they were written.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Somebody waits for an answer.</summary>
    public bool IsRequest => Ids.Count > 0;

    /// <summary>It begins the session.</summary>
    public bool IsInitialize { get; private set; }

    /// <summary>It ends the handshake.</summary>
    public bool IsInitialized { get; private set; }

    /// <summary>Reads what is known of <paramref name="message"/>, which is copied.</summary>
    public static BridgePost Of(ReadOnlySpan<byte> message)
    {
        var post = new BridgePost(message.ToArray());
        post.Note(message);
        return post;
    }

    /// <summary>Whether <paramref name="answer"/> answers one of the requests.</summary>
    public bool IsAnsweredBy(ReadOnlySpan<byte> answer) =>
        JsonRpcMessage.TryRead(answer, McpLimits.FromServer, out var message) switch
    {
        JsonRpcStatus.Message => message.Kind is JsonRpcKind.Response or JsonRpcKind.ErrorResponse
            && Ids.Contains(Encoding.UTF8.GetString(message.Id)),
        JsonRpcStatus.Batch => true,
        _ => false,
    };

    private void Note(ReadOnlySpan<byte> raw)
    {
        switch (JsonRpcMessage.TryRead(raw, out var message))
        {
            case JsonRpcStatus.Message:
                if (message.Kind == JsonRpcKind.Request) Ids.Add(Encoding.UTF8.GetString(message.Id));
                IsInitialize |= message.Method.SequenceEqual("initialize"u8);
                IsInitialized |= message.Method.SequenceEqual("notifications/initialized"u8);
                break;
            case JsonRpcStatus.Batch:
                foreach (var one in new JsonRpcBatch(raw)) Note(one);
                break;
        }
    }
}
