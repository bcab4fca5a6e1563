using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;
using Pipelock.Protocols.Json;

namespace Pipelock.Protocols.JsonRpc;

/// <summary>Goes through the bytes of one message once and notes where its members lie.</summary>
internal ref struct Envelope(ReadOnlySpan<byte> utf8)
{
    private const int MessageDepth = 1;
    private const int ParamsDepth = 2;

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private MemberSlices _slices;
    private OpenMembers _open;
    private bool _hasLookalike;
    private bool _hasLookalikeInParams;
    private bool _inParams;

    /// <summary>Checks the whole text and finds its members.</summary>
    internal JsonRpcStatus Read(JsonRpcLimits limits)
    {
        if (!Utf8.IsValid(_utf8))
            return JsonRpcStatus.InvalidUtf8;
        var ledger = KeyLedger.Rent();
        try
        {
            return Read(limits.MaxDepth, ledger);
        }
        catch (JsonException)
        {
            return JsonRpcStatus.NotJson;
        }
        finally
        {
            ledger.Return();
        }
    }

    /// <summary>The message, or why the members make none.</summary>
    internal readonly JsonRpcStatus ToMessage(out JsonRpcMessage message)
    {
        message = default;
        var id = NotNull(EnvelopeMember.Id);
        var result = Slice(EnvelopeMember.Result);
        var error = NotNull(EnvelopeMember.Error);
        if (_hasLookalike || !Text(EnvelopeMember.Version).SequenceEqual("2.0"u8))
            return JsonRpcStatus.NotJsonRpc;
        if (!IsId(id))
            return JsonRpcStatus.InvalidId;
        if (Slice(EnvelopeMember.Method).IsEmpty)
            return ToAnswer(id, result, error, out message);
        if (!result.IsEmpty || !Slice(EnvelopeMember.Error).IsEmpty)
            return JsonRpcStatus.NotJsonRpc;
        var method = Text(EnvelopeMember.Method);
        if (method.IsEmpty)
            return JsonRpcStatus.InvalidMethod;
        var isToolCall = method.SequenceEqual("tools/call"u8);
        if (isToolCall && _hasLookalikeInParams)
            return JsonRpcStatus.NotJsonRpc;
        message = new JsonRpcMessage
        {
            Kind = id.IsEmpty ? JsonRpcKind.Notification : JsonRpcKind.Request,
            Raw = _utf8,
            Id = id,
            Method = method,
            Params = Slice(EnvelopeMember.Params),
            ToolName = isToolCall ? Text(EnvelopeMember.ToolName) : [],
            Arguments = Slice(EnvelopeMember.Arguments),
            Meta = Slice(EnvelopeMember.Meta),
        };
        return JsonRpcStatus.Message;
    }

    private readonly JsonRpcStatus ToAnswer(
        ReadOnlySpan<byte> id, ReadOnlySpan<byte> result, ReadOnlySpan<byte> error, out JsonRpcMessage message)
    {
        message = default;
        var isError = !error.IsEmpty;
        if (isError && IsNull(result))
            result = [];
        if (isError == !result.IsEmpty || (!isError && id.IsEmpty))
            return JsonRpcStatus.NotJsonRpc; // JSON-RPC 2.0 §5: one of both, and a result belongs to a request
        message = new JsonRpcMessage
        {
            Kind = isError ? JsonRpcKind.ErrorResponse : JsonRpcKind.Response,
            Raw = _utf8,
            Id = id,
            Result = result,
            Error = error,
        };
        return JsonRpcStatus.Message;
    }

    private JsonRpcStatus Read(int maxDepth, KeyLedger ledger)
    {
        // One level more than allowed, so that too deep is told from broken.
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        var status = JsonRpcStatus.NotJsonRpc;
        var pending = EnvelopeMember.Other;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (reader.CurrentDepth >= maxDepth)
                        return JsonRpcStatus.TooDeep;
                    if (reader.CurrentDepth == 0)
                        status = Root(reader.TokenType);
                    _inParams = pending == EnvelopeMember.Params && reader.CurrentDepth == MessageDepth
                        ? reader.TokenType == JsonTokenType.StartObject
                        : _inParams;
                    if (reader.TokenType == JsonTokenType.StartObject)
                        ledger.Open();
                    Note(reader, pending);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (reader.TokenType == JsonTokenType.EndObject && ledger.CloseSeesTwins(_utf8))
                        return JsonRpcStatus.DuplicateKey;
                    End(reader);
                    break;
                case JsonTokenType.PropertyName:
                    var start = (int)reader.TokenStartIndex + 1;
                    ledger.Add(_utf8, start, reader.ValueSpan.Length, reader.ValueIsEscaped);
                    pending = status == JsonRpcStatus.Message ? Member(reader) : EnvelopeMember.Other;
                    continue;
                default:
                    Note(reader, pending);
                    break;
            }

            pending = EnvelopeMember.Other;
        }

        return status;
    }

    private static JsonRpcStatus Root(JsonTokenType type) =>
        type == JsonTokenType.StartObject ? JsonRpcStatus.Message : JsonRpcStatus.Batch;

    private EnvelopeMember Member(in Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        if (depth != MessageDepth && (depth != ParamsDepth || !_inParams))
            return EnvelopeMember.Other;
        var name = reader.ValueIsEscaped ? JsonText.Unescape(reader.ValueSpan) : reader.ValueSpan;
        var member = EnvelopeNames.Find(name, depth == ParamsDepth, out var isLookalike);
        _hasLookalike |= isLookalike && depth == MessageDepth;
        _hasLookalikeInParams |= isLookalike && depth == ParamsDepth;
        return member;
    }

    private void Note(in Utf8JsonReader reader, EnvelopeMember member)
    {
        if (member == EnvelopeMember.Other)
            return;
        _slices[(int)member] = new MemberSlice((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            _open[reader.CurrentDepth] = member;
    }

    // The end of an object or array that is itself a member.
    private void End(in Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        if (depth == MessageDepth)
            _inParams = false;
        if (depth is not (MessageDepth or ParamsDepth) || _open[depth] == EnvelopeMember.Other)
            return;
        var member = (int)_open[depth];
        _slices[member] = _slices[member] with { End = (int)reader.BytesConsumed };
        _open[depth] = EnvelopeMember.Other;
    }

    private readonly ReadOnlySpan<byte> Slice(EnvelopeMember member)
    {
        var slice = _slices[(int)member];
        return _utf8[slice.Start..slice.End];
    }

    private readonly ReadOnlySpan<byte> NotNull(EnvelopeMember member) => IsNull(Slice(member)) ? [] : Slice(member);

    private static bool IsNull(ReadOnlySpan<byte> json) => json.SequenceEqual("null"u8);

    // The text of a string; empty for anything else.
    private readonly ReadOnlySpan<byte> Text(EnvelopeMember member)
    {
        var json = Slice(member);
        if (json.IsEmpty || json[0] != '"')
            return [];
        json = json[1..^1];
        return json.Contains((byte)'\\') ? JsonText.Unescape(json) : json;
    }

    private static bool IsId(ReadOnlySpan<byte> id) =>
        id.IsEmpty || (id.Length <= JsonRpcLimits.MaxIdBytes
            && id[0] is (byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'));

    private readonly record struct MemberSlice(int Start, int End);

    [InlineArray((int)EnvelopeMember.Meta + 1)]
    private struct MemberSlices
    {
        private MemberSlice _first;
    }

    [InlineArray(ParamsDepth + 1)]
    private struct OpenMembers
    {
        private EnvelopeMember _first;
    }
}
