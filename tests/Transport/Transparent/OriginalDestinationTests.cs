using System.Net;
using System.Net.Sockets;
using Pipelock.Transport.Transparent;

namespace Pipelock.Transport.Tests.Transparent;

/// <summary>Where a connection was going is read as the kernel writes it, and unknown where nothing redirected
/// it.</summary>
public sealed class OriginalDestinationTests
{
    /// <summary>The kernel's bytes in hexadecimal: family in the machine's order, port and address in the
    /// network's.</summary>
    [Theory]
    [InlineData("0200 01BB C0000207 0000000000000000", "192.0.2.7:443")]
    [InlineData("0200 0050 7F000001 0000000000000000", "127.0.0.1:80")]
    [InlineData("0A00 01BB 00000000 20010DB8000000000000000000000007 00000000", "[2001:db8::7]:443")]
    [InlineData("0A00 FFFF 00000000 00000000000000000000000000000001 00000000", "[::1]:65535")]
    public void A_socket_address_is_read(string hexadecimal, string expected)
    {
        var bytes = Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal(expected, OriginalDestination.Read(bytes).ToString());
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    [InlineData("::", "::1")]
    public async Task A_connection_made_to_us_was_not_redirected(string listening, string dialled)
    {
        using var listener = new Socket(
            IPAddress.Parse(listening).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (listener.AddressFamily == AddressFamily.InterNetworkV6) listener.DualMode = listening == "::";
        listener.Bind(new IPEndPoint(IPAddress.Parse(listening), 0));
        listener.Listen();
        using var client = new Socket(IPAddress.Parse(dialled).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Parse(dialled), ((IPEndPoint)listener.LocalEndPoint!).Port);
        using var accepted = await listener.AcceptAsync();

        Assert.Null(OriginalDestination.Of(accepted));
    }

    [Fact]
    public void A_connection_without_a_TCP_socket_was_not_redirected()
    {
        using var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        Assert.Null(OriginalDestination.Of(null));
        Assert.Null(OriginalDestination.Of(local));
    }
}
