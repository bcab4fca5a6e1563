using System.Net;
using System.Net.Sockets;

namespace Pipelock.EndToEnd.Origins.Lab;

/// <summary>A name server for a handful of names that tells every question it is asked before it answers.</summary>
internal sealed class StubDns : IAsyncDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Dictionary<string, Entry> zone;
    private readonly Action<string> asked;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task answering;

    /// <summary>Starts to answer on 127.0.0.1:53.</summary>
    /// <param name="zone">The names that exist.</param>
    /// <param name="asked">Told <c>NAME TYPE</c> of each question.</param>
    public StubDns(IEnumerable<Entry> zone, Action<string> asked)
    {
        this.zone = zone.ToDictionary(entry => entry.Name, StringComparer.OrdinalIgnoreCase);
        this.asked = asked;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 53));
        answering = AnswerAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        socket.Dispose();
        await answering;
        stopping.Dispose();
    }

    private async Task AnswerAsync()
    {
        var buffer = new byte[1500];
        var anyone = new IPEndPoint(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, anyone, stopping.Token);
                if (!DnsMessage.TryReadQuestion(
                    buffer.AsSpan(0, received.ReceivedBytes), out var name, out var type, out var end))
                    continue;
                asked($"{name} {DnsMessage.TypeName(type)}");
                var addresses = zone.TryGetValue(name, out var entry) ? entry.Next(type) : null;
                await socket.SendToAsync(
                    DnsMessage.Answer(buffer.AsSpan(0, end), type, addresses), received.RemoteEndPoint, stopping.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>A name and what it resolves to, answer by answer; the last answer repeats.</summary>
    /// <param name="Name">The name, without a final dot.</param>
    /// <param name="Answers">The addresses of each successive answer.</param>
    internal sealed record Entry(string Name, IPAddress[][] Answers)
    {
        private int asked;

        /// <summary>Reads <c>NAME=ADDRESS[,ADDRESS][/ADDRESS...]</c>: commas within an answer, slashes between
        /// answers.</summary>
        public static Entry Parse(string text)
        {
            var parts = text.Split('=');
            return new Entry(parts[0],
                [.. parts[1].Split('/').Select(answer => answer.Split(',').Select(IPAddress.Parse).ToArray())]);
        }

        /// <summary>The addresses for the next answer of that type. Only A questions move on to the next
        /// answer.</summary>
        public IPAddress[] Next(ushort type)
        {
            var answer = Answers[Math.Min(type == DnsMessage.TypeA ? asked++ : asked, Answers.Length - 1)];
            var family = type == DnsMessage.TypeAaaa ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
            return type is DnsMessage.TypeA or DnsMessage.TypeAaaa
                ? [.. answer.Where(address => address.AddressFamily == family)]
                : [];
        }
    }
}
