using System.Text;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Protocols.Tests.JsonRpc;

public sealed class JsonRpcMessageTests
{
    private const string V = "\"jsonrpc\":\"2.0\"";

    public static TheoryData<string, JsonRpcKind, string, string> Messages => new()
    {
        { """{@V,"id":1,"method":"tools/list"}""", JsonRpcKind.Request, "1", "tools/list" },
        { """{@V,"id":"a-1","method":"ping"}""", JsonRpcKind.Request, "\"a-1\"", "ping" },
        { """{"method":"ping","id":-0.5e1,@V}""", JsonRpcKind.Request, "-0.5e1", "ping" },
        { """{@V,"method":"notifications/initialized"}""", JsonRpcKind.Notification, "", "notifications/initialized" },
        { """{@V,"id":null,"method":"x"}""", JsonRpcKind.Notification, "", "x" },
        { """{@V,"id":1,"method":"tools\/call"}""", JsonRpcKind.Request, "1", "tools/call" },
        { """{@V,"id":1,"\u006dethod":"p\u0069ng"}""", JsonRpcKind.Request, "1", "ping" },
        { """ {@V , "id" : 1 , "result" : { } } """, JsonRpcKind.Response, "1", "" },
        { """{"result":{"a":[1]},@V,"id":1}""", JsonRpcKind.Response, "1", "" },
        { """{@V,"id":1,"result":null}""", JsonRpcKind.Response, "1", "" },
        { """{@V,"id":1,"result":{},"error":null}""", JsonRpcKind.Response, "1", "" },
        { """{@V,"id":1,"error":{"code":1,"message":"m"}}""", JsonRpcKind.ErrorResponse, "1", "" },
        { """{@V,"id":null,"error":{"code":1,"message":"m"}}""", JsonRpcKind.ErrorResponse, "", "" },
        { """{@V,"error":{"code":1,"message":"m"}}""", JsonRpcKind.ErrorResponse, "", "" },
        { """{@V,"id":1,"error":{"code":1},"result":null}""", JsonRpcKind.ErrorResponse, "1", "" },
    };

    public static TheoryData<string, JsonRpcStatus> Refused => new()
    {
        { "", JsonRpcStatus.NotJson },
        { "   ", JsonRpcStatus.NotJson },
        { "{", JsonRpcStatus.NotJson },
        { "{}{}", JsonRpcStatus.NotJson },
        { "\uFEFF{}", JsonRpcStatus.NotJson },
        { "{'a':1}", JsonRpcStatus.NotJson },
        { "{\"a\":1,}", JsonRpcStatus.NotJson },
        { "{\"a\":1} // x", JsonRpcStatus.NotJson },
        { "{\"a\":NaN}", JsonRpcStatus.NotJson },
        { "{\"a\":\"\n\"}", JsonRpcStatus.NotJson },
        { "1", JsonRpcStatus.NotJsonRpc },
        { "null", JsonRpcStatus.NotJsonRpc },
        { "\"method\"", JsonRpcStatus.NotJsonRpc },
        { "{}", JsonRpcStatus.NotJsonRpc },
        { """{"id":1,"method":"x"}""", JsonRpcStatus.NotJsonRpc },
        { """{"jsonrpc":"1.0","id":1,"method":"x"}""", JsonRpcStatus.NotJsonRpc },
        { """{"jsonrpc":2.0,"id":1,"method":"x"}""", JsonRpcStatus.NotJsonRpc },
        { """{@V}""", JsonRpcStatus.NotJsonRpc },
        { """{@V,"id":1}""", JsonRpcStatus.NotJsonRpc },
        { """{@V,"result":{}}""", JsonRpcStatus.NotJsonRpc },
        { """{@V,"id":1,"method":"x","result":{}}""", JsonRpcStatus.NotJsonRpc },
        { """{@V,"id":1,"result":{},"error":{"code":1}}""", JsonRpcStatus.NotJsonRpc },
        { """{@V,"id":1,"method":"x","Method":"y"}""", JsonRpcStatus.NotJsonRpc },
        { """{@V,"id":1,"method":"x","paramſ":{}}""", JsonRpcStatus.NotJsonRpc },
        { """{@V,"id":1,"method":"tools/call","params":{"name":"a","Name":"b"}}""", JsonRpcStatus.NotJsonRpc },
        { """{@V,"id":1,"method":1}""", JsonRpcStatus.InvalidMethod },
        { """{@V,"id":1,"method":""}""", JsonRpcStatus.InvalidMethod },
        { """{@V,"id":1,"method":null}""", JsonRpcStatus.InvalidMethod },
        { """{@V,"id":{},"method":"x"}""", JsonRpcStatus.InvalidId },
        { """{@V,"id":[1],"method":"x"}""", JsonRpcStatus.InvalidId },
        { """{@V,"id":true,"result":{}}""", JsonRpcStatus.InvalidId },
        { $$"""{@V,"id":"{{new string('a', 2000)}}","method":"x"}""", JsonRpcStatus.InvalidId },
        { """{@V,"id":1,"id":2,"method":"x"}""", JsonRpcStatus.DuplicateKey },
        { """{@V,"id":1,"method":"x","meth\u006fd":"y"}""", JsonRpcStatus.DuplicateKey },
        { """{@V,"id":1,"method":"x","params":{"a":{"b":1,"b":1}}}""", JsonRpcStatus.DuplicateKey },
        { """{@V,"id":1,"method":"x","params":[{"a":1},{"a":1,"a":2}]}""", JsonRpcStatus.DuplicateKey },
        { "[]", JsonRpcStatus.Batch },
        { """[{@V,"id":1,"method":"x"}]""", JsonRpcStatus.Batch },
        { "[{\"a\":1,\"a\":2}]", JsonRpcStatus.DuplicateKey },
        { "[1,", JsonRpcStatus.NotJson },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_has_its_kind_id_and_method(string json, JsonRpcKind kind, string id, string method)
    {
        var bytes = Utf8(json);
        Assert.Equal(JsonRpcStatus.Message, JsonRpcMessage.TryRead(bytes, out var message));
        Assert.Equal(
            (kind, id, method), (message.Kind, Text(message.Id), Text(message.Method)));
        Assert.Equal(bytes, message.Raw.ToArray());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_message_says_why(string json, JsonRpcStatus status)
    {
        Assert.Equal(status, JsonRpcMessage.TryRead(Utf8(json), out var message));
        Assert.True(message.Raw.IsEmpty);
    }

    [Fact]
    public void The_parts_of_a_call_are_slices()
    {
        const string Json = """
            {@V,"id":7,"method":"tools/call",
             "params":{"arguments":{"name":"x","a":[{"b":1}]},"_meta":{"progressToken":3},"na\u006de":"read\tfile"}}
            """;
        Assert.Equal(JsonRpcStatus.Message, JsonRpcMessage.TryRead(Utf8(Json), out var message));
        Assert.Equal("read\tfile", Text(message.ToolName));
        Assert.Equal("{\"name\":\"x\",\"a\":[{\"b\":1}]}", Text(message.Arguments));
        Assert.Equal("{\"progressToken\":3}", Text(message.Meta));
        Assert.StartsWith("{\"arguments\"", Text(message.Params), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_below_the_parameters_are_not_the_parameters()
    {
        const string Json = """
            {@V,"id":7,"method":"tools/call","params":{"x":{"name":"no","arguments":1},"y":[{"_meta":2}]},
             "other":{"name":"no"}}
            """;
        Assert.Equal(JsonRpcStatus.Message, JsonRpcMessage.TryRead(Utf8(Json), out var message));
        Assert.Equal("", Text(message.ToolName) + Text(message.Arguments) + Text(message.Meta));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal(JsonRpcStatus.InvalidUtf8, JsonRpcMessage.TryRead([(byte)'"', 0xC0, 0x80, (byte)'"'], out _));

    [Theory]
    [InlineData(63, JsonRpcStatus.Message)]
    [InlineData(64, JsonRpcStatus.TooDeep)]
    [InlineData(5000, JsonRpcStatus.TooDeep)]
    public void Depth_is_bounded(int arrays, JsonRpcStatus status)
    {
        var json = $$"""{@V,"id":1,"result":{{new string('[', arrays)}}{{new string(']', arrays)}} }""";
        Assert.Equal(status, JsonRpcMessage.TryRead(Utf8(json), out _));
    }

    [Fact]
    public void Length_is_bounded()
    {
        var json = Utf8("""{@V,"id":1,"method":"x"}""");
        var limits = JsonRpcLimits.Default;
        Assert.Equal(
            JsonRpcStatus.Message, JsonRpcMessage.TryRead(json, limits with { MaxBytes = json.Length }, out _));
        Assert.Equal(
            JsonRpcStatus.TooLong, JsonRpcMessage.TryRead(json, limits with { MaxBytes = json.Length - 1 }, out _));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(50_000)]
    public void Twins_are_seen_among_many_keys(int keys)
    {
        var members = Enumerable.Range(0, keys).Select(i => $"\"key-{i}\":{i}");
        var all = string.Join(',', members);
        var clean = $"{{@V,\"id\":1,\"result\":{{{all}}}}}";
        var twins = $"{{@V,\"id\":1,\"result\":{{{all},\"k\\u0065y-{keys / 2}\":0}}}}";
        Assert.Equal(JsonRpcStatus.Message, JsonRpcMessage.TryRead(Utf8(clean), out _));
        Assert.Equal(JsonRpcStatus.DuplicateKey, JsonRpcMessage.TryRead(Utf8(twins), out _));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var json = Utf8(
            """{@V,"id":7,"method":"tools/call","params":{"name":"read","arguments":{"path":"/a\tb","n":[1,2]}}}""");
        JsonRpcMessage.TryRead(json, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            JsonRpcMessage.TryRead(json, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // "@V" stands for the version, which every message has.
    private static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json.Replace("@V", V, StringComparison.Ordinal));

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
