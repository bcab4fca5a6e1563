using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Protocols.Tests.JsonRpc;

/// <summary>The reader against System.Text.Json, over messages and over what remains of them when bytes
/// change.</summary>
public sealed class JsonRpcProperties
{
    private static readonly string[] s_names =
        ["jsonrpc", "id", "method", "params", "result", "error", "name", "arguments", "_meta", "a", "b", "é", "x\"y"];

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20251125, 11);

    [Fact]
    public void Reader_and_oracle_agree_on_members() => Check(Objects(), json =>
    {
        var read = JsonRpcMessage.TryRead(Encoding.UTF8.GetBytes(json), out var message)
            == JsonRpcStatus.Message;
        var oracle = JsonNode.Parse(json)!.AsObject();
        return read == IsMessage(oracle)
            && (!read || ((message.Method.IsEmpty || Same(message.Params, oracle, "params"))
                && Same(message.Id, oracle, "id")
                && (message.Kind == JsonRpcKind.ErrorResponse || Same(message.Result, oracle, "result"))
                && Encoding.UTF8.GetString(message.Raw) == json));
    });

    [Fact]
    public void Whatever_the_bytes_it_never_throws_and_takes_only_what_is_json() => Check(Broken(), bytes =>
    {
        var status = JsonRpcMessage.TryRead(bytes, out _);
        var takes = status is JsonRpcStatus.Message or JsonRpcStatus.Batch;
        return !takes || IsJson(bytes);
    });

    [Fact]
    public void A_twin_at_any_depth_is_seen() => Check(
        Gen.Choose(0, 40).Zip(Gen.Choose(0, 30)), pair =>
        {
            (var depth, var neighbours) = pair;
            var twins = "{\"k\":1," + string.Concat(Enumerable.Range(0, neighbours).Select(i => $"\"n{i}\":[],"))
                + "\"\\u006B\":2}";
            var json = $$"""{"jsonrpc":"2.0","id":1,"result":{{Nest(twins, depth)}}}""";
            return JsonRpcMessage.TryRead(Encoding.UTF8.GetBytes(json), out _) == JsonRpcStatus.DuplicateKey;
        });

    private static void Check<T>(Gen<T> gen, Func<T, bool> holds) =>
        Prop.ForAll(gen.ToArbitrary(), holds).Check(s_config);

    private static string Nest(string json, int depth)
    {
        for (var i = 0; i < depth; i++)
            json = i % 2 == 0 ? $"[0,{json}]" : $"{{\"k\":{json}}}";
        return json;
    }

    // The specification once more, over the oracle's tree.
    private static bool IsMessage(JsonObject message)
    {
        if (message["jsonrpc"]?.GetValueKind() != JsonValueKind.String
            || message["jsonrpc"]!.GetValue<string>() != "2.0")
            return false;
        var id = message["id"]?.GetValueKind();
        if (id is not (null or JsonValueKind.String or JsonValueKind.Number))
            return false;
        if (message.ContainsKey("method"))
        {
            return message["method"]?.GetValueKind() == JsonValueKind.String
                && message["method"]!.GetValue<string>().Length > 0
                && !message.ContainsKey("result") && !message.ContainsKey("error");
        }

        return message["error"] is not null
            ? message["result"] is null
            : message.ContainsKey("result") && id is not null;
    }

    private static bool Same(ReadOnlySpan<byte> slice, JsonObject oracle, string name) => slice.IsEmpty
        ? oracle[name] is null
        : JsonNode.DeepEquals(JsonNode.Parse(slice), oracle[name]);

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Gen<string> Objects() =>
        from names in Gen.SubListOf(s_names)
        from order in Gen.Shuffle(names.ToArray())
        from values in Gen.ArrayOf(Values(3), order.Length)
        from version in Gen.Choose(0, 9)
        select "{" + string.Join(", ", order.Select((name, i) =>
            $"{JsonSerializer.Serialize(name)}: {(name == "jsonrpc" && version > 0 ? "\"2.0\"" : values[i])}")) + "}";

    private static Gen<string> Values(int depth)
    {
        var scalar = Gen.Elements(
            "1", "-2.5e3", "\"x\"", "\"\"", "null", "true", "\"\\u00e9\\n\"", "\"tools/call\"", "\"2.0\"");
        if (depth == 0)
            return scalar;
        var array = Gen.ArrayOf(Values(depth - 1), 2).Select(items => $"[{string.Join(',', items)}]");
        var map =
            from names in Gen.SubListOf(s_names)
            from values in Gen.ArrayOf(Values(depth - 1), names.Count)
            select "{" + string.Join(',', names.Zip(values, (n, v) => $"{JsonSerializer.Serialize(n)}:{v}")) + "}";
        return Gen.Frequency((4, scalar), (1, array), (1, map));
    }

    private static Gen<byte[]> Broken() =>
        from json in Objects()
        from at in Gen.ArrayOf(Gen.Choose(0, 4000), 3)
        from with in Gen.ArrayOf(Gen.Choose(0, 255), 3)
        from length in Gen.Choose(0, 4000)
        select Break(Encoding.UTF8.GetBytes(json), at, with, length);

    private static byte[] Break(byte[] bytes, int[] at, int[] with, int length)
    {
        for (var i = 0; i < at.Length; i++)
            bytes[at[i] % bytes.Length] = (byte)with[i];
        return bytes[..Math.Min(bytes.Length, length)];
    }
}
