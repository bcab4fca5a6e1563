using System.Text;
using Pipelock.Transport.Mcp;
using Pipelock.Transport.Mcp.Bridge;

namespace Pipelock.Transport.Tests.Mcp;

public class OpenRequestsTests
{
    public static TheoryData<string[], string[], string> Traffic => new()
    {
        { ["{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"], [], "1" },
        { ["{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"ping\"}"], ["{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"],
            "\"1\"" },
        { ["{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"], ["{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"],
            "" },
        {
            ["{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"],
            ["{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1,\"message\":\"no\"}}"], ""
        },
        { ["{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"], [], "" },
        {
            ["[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}]"],
            ["{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}"], "1"
        },
        { ["nothing"], ["nothing"], "" },
    };

    [Theory, MemberData(nameof(Traffic))]
    public void An_id_is_open_from_its_request_to_its_answer(string[] requests, string[] answers, string open)
    {
        var ids = new OpenRequests();
        foreach (var request in requests) ids.NoteRequests(Encoding.UTF8.GetBytes(request));
        foreach (var answer in answers) ids.NoteAnswers(Encoding.UTF8.GetBytes(answer));

        Assert.Equal(open, string.Join(' ', ids.TakeAll()));
        Assert.Equal(0, ids.Count);
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}", true)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"result\":{}}", false)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}", false)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":1,\"message\":\"\"}}", true)]
    public void An_answer_is_known_by_its_id(string answer, bool answers)
    {
        var post = BridgePost.Of("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}"u8);

        Assert.Equal(answers, post.IsAnsweredBy(Encoding.UTF8.GetBytes(answer)));
    }
}
