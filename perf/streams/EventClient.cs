using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipelock.Streams;

/// <summary>
/// A client that notes when each event arrived, with a blocking socket so that nothing of its own adds up.
/// </summary>
internal sealed class EventClient(EventOrigin origin)
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>Reads a stream as far as its first event.</summary>
    /// <param name="server">The origin, or the proxy.</param>
    /// <returns>Milliseconds from the request to the first byte of the body.</returns>
    public double ReadFirst(IPEndPoint server) => Read(server, [], most: 1);

    /// <summary>Reads one stream.</summary>
    /// <param name="server">The origin, or the proxy.</param>
    /// <param name="delays">Gets the delay of each event, in milliseconds.</param>
    /// <param name="most">The events to read.</param>
    /// <returns>Milliseconds from the request to the first byte of the body.</returns>
    public double Read(IPEndPoint server, List<double> delays, int most = EventOrigin.Events)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            { NoDelay = true };
        socket.Connect(server);
        var began = Stopwatch.GetTimestamp();
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET http://{origin.EndPoint}/ HTTP/1.1\r\nHost: {origin.EndPoint}\r\n\r\n"));
        var first = 0.0;
        var events = 0;
        var last = (byte)0;
        while (events < most)
        {
            var length = socket.Receive(_buffer);
            var now = Stopwatch.GetTimestamp();
            if (length == 0) throw new EndOfStreamException($"the stream ended after {events} events");
            foreach (var next in _buffer.AsSpan(0, length))
            {
                // Only an event ends with two line feeds; the head and the chunks have carriage returns between them.
                if (next == '\n' && last == '\n' && events < most)
                {
                    if (events == 0) first = Stopwatch.GetElapsedTime(began, now).TotalMilliseconds;
                    delays.Add(Stopwatch.GetElapsedTime(
                        Volatile.Read(ref origin.Sent[events++]), now).TotalMilliseconds);
                }

                last = next;
            }
        }

        return first;
    }

    /// <summary>Reads a stream to its end; whether that is an event that says why it was stopped.</summary>
    /// <param name="server">The proxy.</param>
    public bool IsStopped(IPEndPoint server)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(server);
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET http://{origin.EndPoint}/ HTTP/1.1\r\nHost: {origin.EndPoint}\r\nConnection: close\r\n\r\n"));
        var text = new StringBuilder();
        for (int length; (length = socket.Receive(_buffer)) > 0;)
            text.Append(Encoding.ASCII.GetString(_buffer, 0, length));
        var received = text.ToString();
        return received.Contains($"word {EventOrigin.Poison - 1} ", StringComparison.Ordinal)
            && received.Contains("event: error", StringComparison.Ordinal)
            && !received.Contains("ctions and send", StringComparison.Ordinal);
    }
}
