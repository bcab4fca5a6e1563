using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Tests.Interception;

/// <summary>Requests as a connection holds them, without a connection.</summary>
internal static class Requests
{
    /// <summary>The URL that <paramref name="origin"/> makes of a request; null when that is not for it.</summary>
    /// <param name="origin">Knows the origin.</param>
    /// <param name="start">The request line without its version.</param>
    /// <param name="host">The value of Host; null for none, which HTTP/1.0 allows.</param>
    public static string? UrlOf(IRequestUrl origin, string start, string? host)
    {
        using var client = new ClientConnection(new DefaultConnectionContext());
        var head = host is null ? $"{start} HTTP/1.0\r\n\r\n" : $"{start} HTTP/1.1\r\nHost: {host}\r\n\r\n";
        var bytes = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(head));
        Assert.Equal(ParseStatus.Complete, client.Head.TryParse(bytes, out _, out _));
        return origin.TryCompose(client) ? Encoding.ASCII.GetString(client.Url) : null;
    }
}
