using System.Net;
using System.Net.Sockets;

namespace Pipelock.Micro.Transport;

/// <summary>
/// An origin that answers every request with the same bytes but for a <see cref="PageNumber"/>, on blocking sockets,
/// allocating nothing.
/// </summary>
internal sealed class LoopbackOrigin : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _answer;

    public LoopbackOrigin(byte[] answer)
    {
        _answer = answer;
        _listener.Bind(new IPEndPoint(IPAddress.Parse("127.77.0.1"), 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true, Name = "origin" }.Start();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "origin connection" }.Start();
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    /// <summary>One request per receive: the client sends the next one only after this answer.</summary>
    private void Serve(Socket socket)
    {
        socket.NoDelay = true;
        var buffer = new byte[64 * 1024];
        byte[] answer = [.. _answer];
        var page = new PageNumber(answer);
        var pending = 0;
        while (true)
        {
            var received = socket.Receive(buffer.AsSpan(pending));
            if (received == 0) return;
            pending += received;
            if (!IsComplete(buffer.AsSpan(0, pending))) continue;
            pending = 0;
            page.Next();
            socket.Send(answer);
        }
    }

    /// <summary>The requests of the check have no body, or end with a closing brace.</summary>
    private static bool IsComplete(ReadOnlySpan<byte> received) =>
        received.EndsWith("\r\n\r\n"u8) || received.EndsWith("}"u8);
}
