using System.CommandLine;
using System.Net.Sockets;
using System.Text;

namespace Pipelock.Cli.Commands;

/// <summary><c>healthcheck</c>: asks a running proxy for <c>/health</c>; for containers and service managers.</summary>
internal static class HealthcheckCommand
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var address = new Option<string>("--addr")
        {
            Description = "host:port of the proxy.",
            DefaultValueFactory = _ => "127.0.0.1:8888",
        };
        var command = new Command("healthcheck", "Exit 0 if the proxy answers that it is healthy, else 1.") { address };
        command.SetAction((result, stop) => RunAsync(result.GetValue(address)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string address, CancellationToken stop)
    {
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
            deadline.CancelAfter(s_patience);
            var status = await AskAsync(address, deadline.Token).ConfigureAwait(false);
            if (status.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) return ExitCode.Ok;
            await Console.Error.WriteLineAsync($"health check failed: {address} answered {status}")
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or FormatException)
        {
            await Console.Error.WriteLineAsync($"health check failed: {address}: {e.Message}").ConfigureAwait(false);
        }

        return ExitCode.Findings;
    }

    /// <summary>
    /// Returns the status line. A bare socket: loading an HTTP client would cost more than the check.
    /// </summary>
    private static async Task<string> AskAsync(string address, CancellationToken stop)
    {
        var colon = address.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(address[(colon + 1)..], out var port))
        {
            throw new FormatException("--addr must be host:port, for example 127.0.0.1:8888");
        }

        using var client = new TcpClient();
        await client.ConnectAsync(address[..colon].Trim('[', ']'), port, stop).ConfigureAwait(false);
        var stream = client.GetStream();
        var request = $"GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), stop).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(stop).ConfigureAwait(false) ?? "nothing";
    }
}
