using System.Net.Sockets;
using System.Text;
using Pipelock.Config.Options;

namespace Pipelock.Evidence.Emit;

/// <summary>Sends events as syslog messages: RFC 5424 over UDP (RFC 5426) or counted over TCP (RFC 6587
/// §3.4.1).</summary>
internal sealed class SyslogSink : EventSink
{
    private const int QueueSize = 256;
    private const int LongestUdp = 8 * 1024;

    private readonly SyslogOptions _options;
    private readonly Uri _address;
    private readonly string _instance;
    private readonly string _host = Word(Environment.MachineName, 255);
    private Socket? _socket;

    public SyslogSink(SyslogOptions options, string instance, EmitMetrics metrics, TextWriter complaints)
        : base("syslog", options.MinSeverity, QueueSize, metrics, complaints)
    {
        _options = options;
        _address = new Uri(options.Address);
        _instance = instance;
    }

    private bool IsUdp => _address.Scheme == "udp";

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        _socket?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task SendAsync(EmittedEvent one, CancellationToken stop)
    {
        var message = Message(one);
        if (!IsUdp) message = [.. Encoding.ASCII.GetBytes($"{message.Length} "), .. message];
        else if (message.Length > LongestUdp) message = message[..LongestUdp];
        try
        {
            if (_socket is null) await ConnectAsync(stop).ConfigureAwait(false);
            await _socket!.SendAsync(message, SocketFlags.None, stop).ConfigureAwait(false);
        }
        catch
        {
            _socket?.Dispose();
            _socket = null;
            throw;
        }
    }

    /// <inheritdoc/>
    protected override bool IsFailure(Exception e) => e is SocketException or ObjectDisposedException;

    /// <summary>The message without a count.</summary>
    internal byte[] Message(EmittedEvent one)
    {
        var severity = one.Severity switch { EventSeverity.Critical => 2, EventSeverity.Warn => 4, _ => 6 }; // RFC 5424 §6.2.1
        var priority = (Facility(_options.Facility) * 8) + severity;
        var tag = Word(_options.Tag, 48);
        var head = $"<{priority}>1 {EventJson.Time(one.At)[..26]}Z {_host} {tag} {Environment.ProcessId} {Word(one.Type, 32)} - ";
        return [.. Encoding.ASCII.GetBytes(head), .. EventJson.Write(one, _instance)];
    }

    /// <summary>RFC 5424 §6.2.1 numbers the facilities without a gap up to uucp, and the local ones from 16.</summary>
    private static int Facility(SyslogFacility facility) =>
        facility < SyslogFacility.Local0 ? (int)facility : 16 + (facility - SyslogFacility.Local0);

    private async Task ConnectAsync(CancellationToken stop)
    {
        var socket = new Socket(
            IsUdp ? SocketType.Dgram : SocketType.Stream, IsUdp ? ProtocolType.Udp : ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(_address.Host, _address.Port, stop).ConfigureAwait(false);
            _socket = socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A field of the head is printable ASCII without blanks, and a dash where there is nothing.</summary>
    private static string Word(string text, int longest)
    {
        var word = string.Concat(text.Where(letter => letter is > ' ' and <= '~').Take(longest));
        return word.Length > 0 ? word : "-";
    }
}
