using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Mcp.Listening;

namespace Pipelock.Transport.Tests.Mcp;

public class HostGuardTests
{
    public static TheoryData<string, string, bool> Requests => new()
    {
        { "localhost:8889", "", true },
        { "LOCALHOST", "", true },
        { "127.0.0.1:8889", "", true },
        { "127.5.5.5", "", true },
        { "[::1]:8889", "", true },
        { "localhost", "http://localhost:6274", true },
        { "localhost", "http://127.0.0.1", true },
        { "evil.example", "", false },
        { "localhost.evil.example", "", false },
        { "127.0.0.1.evil.example", "", false },
        { "10.0.0.1", "", false },
        { "[::2]", "", false },
        { "localhost", "https://evil.example", false },
        { "localhost", "http://localhost.evil.example", false },
        { "localhost", "null", false },
    };

    [Theory, MemberData(nameof(Requests))]
    public void Only_names_of_this_machine_are_served(string host, string origin, bool admitted)
    {
        var field = origin.Length > 0 ? $"Origin: {origin}\r\n" : "";
        using var head = new RequestHead();
        head.TryParse(Encoding.ASCII.GetBytes($"POST /mcp HTTP/1.1\r\nHost: {host}\r\n{field}\r\n"), out _);

        Assert.Equal(admitted, HostGuard.Admits(head));
    }
}
