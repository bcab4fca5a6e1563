using System.Buffers;
using System.Text;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Protocols.Tests.JsonRpc;

public sealed class JsonRpcErrorWriterTests
{
    private static readonly JsonRpcErrorData s_data = new(
        "github-token", "mcp_input_scanning", "r-1", "suppress it", "high");

    [Theory]
    [InlineData("7", "7")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("", "null")]
    public void The_id_is_the_one_of_the_request(string id, string written) =>
        Assert.Equal(
            "{\"jsonrpc\":\"2.0\",\"id\":" + written + ""","error":{"code":-32001,"message":"no"}}""",
            Write(id, JsonRpcErrors.Content, "no", default));

    [Fact]
    public void The_reason_stands_in_data() => Assert.Equal(
        """{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"a \"b\"","data":{"rule":"github-token",@"""
            .Replace("@", "\"layer\":\"mcp_input_scanning\",\"severity\":\"high\",\"request_id\":\"r-1\",",
                StringComparison.Ordinal)
            + "\"how_to_allow\":\"suppress it\"}}}",
        Write("1", JsonRpcErrors.Blocked, "a \"b\"", s_data));

    [Fact]
    public void What_is_not_known_is_left_out() => Assert.Equal(
        """{"jsonrpc":"2.0","id":1,"error":{"code":-32003,"message":"m","data":{"request_id":"r-1"}}}""",
        Write("1", JsonRpcErrors.Upstream, "m", new JsonRpcErrorData("", "", "r-1", "", "")));

    [Fact]
    public void What_is_written_is_a_message_again()
    {
        var written = Encoding.UTF8.GetBytes(Write("\"x\\u0041\"", JsonRpcErrors.Policy, "m", s_data));
        Assert.Equal(JsonRpcStatus.Message, JsonRpcMessage.TryRead(written, out var message));
        Assert.Equal(JsonRpcKind.ErrorResponse, message.Kind);
        Assert.Equal("\"x\\u0041\"", Encoding.UTF8.GetString(message.Id));
    }

    private static string Write(string id, int code, string message, in JsonRpcErrorData data)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonRpcErrorWriter.Write(output, Encoding.UTF8.GetBytes(id), code, message, data);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
