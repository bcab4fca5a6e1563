using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.Fetch;

/// <summary>
/// The JSON document that <c>/fetch</c> answers with; empty members are left out, <c>blocked</c> never.
/// </summary>
internal sealed record FetchAnswer
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The URL, as far as it may be told.</summary>
    public string Url { get; init; } = "";

    /// <summary>The origin's status; 0 where it gave none.</summary>
    public int StatusCode { get; init; }

    /// <summary>The origin's Content-Type.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Title of the page.</summary>
    public string Title { get; init; } = "";

    /// <summary>Readable text.</summary>
    public string Content { get; init; } = "";

    /// <summary>What went wrong.</summary>
    public string Error { get; init; } = "";

    /// <summary>The policy said no.</summary>
    public bool Blocked { get; init; }

    /// <summary>Why.</summary>
    public string BlockReason { get; init; } = "";

    /// <summary>A general explanation, under <c>explain_blocks</c> only.</summary>
    public string Hint { get; init; } = "";

    /// <summary>The answer with the proxy's own status.</summary>
    public Answer ToAnswer(int status, IReadOnlyList<(string Name, string Value)> fields) => new()
    {
        Status = status,
        ContentType = Answer.Json,
        Body = ToJson() + "\n",
        Fields = fields,
    };

    private string ToJson()
    {
        var output = new ArrayBufferWriter<byte>(1024 + Content.Length);
        using (var json = new Utf8JsonWriter(output, s_plain))
        {
            json.WriteStartObject();
            Write(json, "url", Url);
            if (StatusCode != 0) json.WriteNumber("status_code", StatusCode);
            Write(json, "content_type", ContentType);
            Write(json, "title", Title);
            Write(json, "content", Content);
            Write(json, "error", Error);
            json.WriteBoolean("blocked", Blocked);
            Write(json, "block_reason", BlockReason);
            Write(json, "hint", Hint);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0) json.WriteString(name, value);
    }
}
