using System.Text;
using System.Text.Json;
using Pipelock.Protocols.Http1;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Transport.Mcp.Bridge;

/// <summary>The header fields that make requests over HTTP belong to one session and revision. Thread-safe.</summary>
/// <param name="own">Fields the operator wants in every request.</param>
internal sealed class BridgeFields(IReadOnlyList<(string Name, string Value)> own)
{
    private const string VersionField = "MCP-Protocol-Version";

    private volatile string _session = "";
    private volatile string _version = "";

    /// <summary>The session's id; empty where the server gives none.</summary>
    public string Session => _session;

    /// <summary>Learns from the head of an answer.</summary>
    public void Learn(ResponseHead head)
    {
        if (head.StatusCode < 300 && head.Fields.TryFind(KnownHeader.McpSessionId, out var id))
            _session = Encoding.ASCII.GetString(id);
    }

    /// <summary>Learns the agreed revision from the answer to <c>initialize</c>.</summary>
    public void LearnVersion(ReadOnlySpan<byte> answer)
    {
        if (JsonRpcMessage.TryRead(answer, out var message) != JsonRpcStatus.Message || message.Result.IsEmpty) return;
        var version = Text(message.Result, "protocolVersion");
        if (version.Length > 0) _version = version;
    }

    /// <summary>The fields of a request that carries <paramref name="message"/>.</summary>
    public List<(string Name, string Value)> For(in JsonRpcMessage message)
    {
        var fields = Common();
        // The stateless revision says with every message what others agree on once.
        var stated = message.Meta.IsEmpty ? "" : Text(message.Meta, "io.modelcontextprotocol/protocolVersion");
        if (stated.Length == 0) return fields;
        fields.RemoveAll(static field => field.Name == VersionField);
        fields.Add((VersionField, stated));
        fields.Add(("Mcp-Method", Encoding.UTF8.GetString(message.Method)));
        var name = Text(message.Params, "name");
        if (name.Length == 0) name = Text(message.Params, "uri");
        if (IsPlain(name)) fields.Add(("Mcp-Name", name));
        return fields;
    }

    /// <summary>The fields of a request without a message.</summary>
    public List<(string Name, string Value)> Common()
    {
        List<(string, string)> fields = [.. own];
        if (_session.Length > 0) fields.Add(("Mcp-Session-Id", _session));
        if (_version.Length > 0) fields.Add((VersionField, _version));
        return fields;
    }

    private static bool IsPlain(string text) => text.Length > 0 && text.All(static c => c is > ' ' and <= '~');

    /// <summary>A string member of an object; empty where there is none, or where it does not fit into a
    /// field.</summary>
    private static string Text(ReadOnlySpan<byte> json, string name)
    {
        if (json.IsEmpty) return "";
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt && reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && IsPlain(text))
                return text;
            reader.Skip();
        }

        return "";
    }
}
