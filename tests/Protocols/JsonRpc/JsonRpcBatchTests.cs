using System.Text;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Protocols.Tests.JsonRpc;

public sealed class JsonRpcBatchTests
{
    [Theory]
    [InlineData("[]", new string[0])]
    [InlineData("[1]", new[] { "1" })]
    [InlineData(" [ {\"a\":[1,{}]} , \"x,]\" ,null,[[]] ] ", new[] { "{\"a\":[1,{}]}", "\"x,]\"", "null", "[[]]" })]
    [InlineData("{}", new string[0])]
    [InlineData("", new string[0])]
    [InlineData("[1,{", new[] { "1" })]
    public void The_elements_come_one_by_one(string json, string[] elements)
    {
        List<string> seen = [];
        foreach (var element in new JsonRpcBatch(Encoding.UTF8.GetBytes(json)))
            seen.Add(Encoding.UTF8.GetString(element));
        Assert.Equal(elements, seen);
    }
}
