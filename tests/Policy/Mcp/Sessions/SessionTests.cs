using Pipelock.Policy.Mcp.Sessions;

namespace Pipelock.Policy.Tests.Mcp.Sessions;

public sealed class SessionTests
{
    private static readonly McpServer s_server = new("s");

    [Fact]
    public void A_session_is_known_by_its_id_and_without_one_by_who_asks()
    {
        var table = new McpSessionTable(s_server);
        var named = table.Of("abc"u8, "alice"u8);
        Assert.Same(named, table.Of("abc"u8, "bob"u8));
        Assert.NotSame(named, table.Of("abd"u8, "alice"u8));
        Assert.Same(table.Of([], "alice"u8), table.Of([], "alice"u8));
        Assert.NotSame(table.Of([], "alice"u8), table.Of([], "bob"u8));
        Assert.NotSame(table.Of([], "abc"u8), named);
    }

    [Fact]
    public void A_session_begun_is_known_once_the_server_has_named_it_and_forgotten_when_it_ends()
    {
        var table = new McpSessionTable(s_server);
        var begun = table.Begin("agent");
        table.Name("id"u8, begun);
        Assert.Same(begun, table.Of("id"u8, []));
        Assert.Equal("agent", begun.Agent);
        table.End("id"u8);
        Assert.NotSame(begun, table.Of("id"u8, []));
    }

    [Fact]
    public void The_session_unused_for_longest_goes_first()
    {
        var table = new McpSessionTable(s_server, capacity: 2);
        var (a, b) = (table.Of("a"u8, []), table.Of("b"u8, []));
        table.Of("a"u8, []);
        table.Of("c"u8, []);
        Assert.Equal(2, table.Count);
        Assert.Same(a, table.Of("a"u8, []));
        Assert.NotSame(b, table.Of("b"u8, []));
    }

    [Fact]
    public void Looking_up_a_known_session_allocates_nothing()
    {
        var table = new McpSessionTable(s_server);
        table.Of("a-session-id-of-the-usual-length-0123456789"u8, []);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                table.Of("a-session-id-of-the-usual-length-0123456789"u8, []);
        }));
    }

    [Fact]
    public void A_bounded_map_agrees_with_a_plain_list_of_the_newest()
    {
        var (map, newest) = (new BoundedMap<int>(8), new List<(UInt128 Key, int Value)>());
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var key = (UInt128)random.Next(16);
            newest.RemoveAll(one => one.Key == key);
            if (random.Next(4) == 0)
            {
                map.Remove(key, out _);
            }
            else
            {
                map.Touch(key, out _) = i;
                newest.Add((key, i));
                if (newest.Count > 8)
                    newest.RemoveAt(0);
            }

            Assert.Equal(newest.Count, map.Count);
            Assert.All(newest, one => Assert.True(map.TryGet(one.Key, out var value) && value == one.Value));
            Assert.Equal(newest.Count > 0, map.TryPeekOldest(out var oldest, out _));
            if (newest.Count > 0)
                Assert.Equal(newest[0].Key, oldest);
        }
    }

    [Fact]
    public void Requests_beyond_the_bound_push_the_oldest_out()
    {
        var requests = new OutstandingRequests();
        for (var i = 0; i <= OutstandingRequests.Capacity; i++)
            requests.Add(System.Text.Encoding.ASCII.GetBytes($"{i}"), new AskedFor(AskedMethod.CallTool));
        Assert.Equal(OutstandingRequests.Capacity, requests.Calls);
        Assert.False(requests.TryTake("0"u8, out _));
        Assert.True(requests.TryTake("1"u8, out _));
    }

    [Theory]
    [InlineData("1", "\"1\"")]
    [InlineData("\"aaaaaaaaaaaaaaaaaaaaaaaa\"", "\"aaaaaaaaaaaaaaaaaaaaaaab\"")]
    [InlineData("1", "1\0")]
    public void Different_texts_have_different_keys(string a, string b) =>
        Assert.NotEqual(
            MessageKey.Of(System.Text.Encoding.UTF8.GetBytes(a)), MessageKey.Of(System.Text.Encoding.UTF8.GetBytes(b)));
}
