using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipelock.Streams;

/// <summary>An origin that streams events and notes when it sent each; serves one connection at a time.</summary>
internal sealed class EventOrigin : IDisposable
{
    public const int Events = 200;

    private static readonly byte[] Head = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public EventOrigin()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Parse("127.77.5.1"), 0));
        _listener.Listen();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>When each event of the stream of now was sent, in ticks of the stopwatch.</summary>
    public long[] Sent { get; } = new long[Events];

    public void Dispose() => _listener.Dispose();

    private void Serve()
    {
        try
        {
            while (true)
            {
                using var client = _listener.Accept();
                client.NoDelay = true;
                Stream(client);
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    private void Stream(Socket client)
    {
        var request = new byte[4096];
        for (var length = 0; !request.AsSpan(0, length).EndsWith("\r\n\r\n"u8);) length += client.Receive(
            request.AsSpan(length));
        client.Send(Head);
        for (var i = 0; i < Events; i++)
        {
            var data = $"data: {{\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\" word {i} of a quiet story\"}}}}]}}\n\n";
            var chunk = Encoding.ASCII.GetBytes($"{data.Length:x}\r\n{data}\r\n");
            Volatile.Write(ref Sent[i], Stopwatch.GetTimestamp());
            client.Send(chunk);
            if (client.Poll(Pause, SelectMode.SelectRead)) return; // The reader has left.
        }

        client.Send("0\r\n\r\n"u8);
        client.Shutdown(SocketShutdown.Both);
    }
}
