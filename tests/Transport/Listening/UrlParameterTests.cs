using System.Text;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Tests.Listening;

public class UrlParameterTests
{
    public static TheoryData<string, string?> Targets => new()
    {
        { "/fetch?url=http%3A%2F%2Fa.example%2F", "http://a.example/" },
        { "/fetch?url=http://a.example/?x=1&y=2", "http://a.example/?x=1&y=2" },
        { "/fetch?agent=me&url=http%3A%2F%2Fa.example%2F", "http://a.example/" },
        { "/fetch?url=http%3A%2F%2Fa.example%2F&agent=me", "http://a.example/" },
        { "/fetch?url=http://a.example/%0d%0aX:%201", "http://a.example/X: 1" },
        { "/fetch?url=http://a.example/100%", "http://a.example/100%" },
        { "/fetch?url=", "" },
        { "/fetch?link=x", null },
        { "/fetch", null },
    };

    [Theory, MemberData(nameof(Targets))]
    public void The_url_is_what_follows_its_name(string target, string? url) => Assert.Equal(
        url, UrlParameter.Find(Encoding.ASCII.GetBytes(target)) is { } found ? Encoding.ASCII.GetString(found) : null);

    [Theory]
    [InlineData("/fetch", true)]
    [InlineData("/fetch?url=x", true)]
    [InlineData("/fetcher", false)]
    [InlineData("/", false)]
    public void A_path_ends_where_the_query_begins(string target, bool isPath) =>
        Assert.Equal(isPath, UrlParameter.IsPath(Encoding.ASCII.GetBytes(target), "/fetch"u8));
}
