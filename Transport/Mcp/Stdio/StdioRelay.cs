using System.IO.Pipelines;
using System.Text;
using Pipelock.Policy.Mcp;
using Pipelock.Transport.Mcp.Redirect;

namespace Pipelock.Transport.Mcp.Stdio;

/// <summary>Stands between an agent on standard input and output and its server, whatever transport that
/// takes.</summary>
/// <remarks>
/// agent ──► (1) read ──► (2) decided ──► server ──► (3) read ──► (4) decided ──► agent. Each direction has one pump,
/// which takes its next message when the one before has left. (5) The end: whoever ends first, the other gets what was
/// under way, every open request its answer, and nothing is left running.
/// </remarks>
internal sealed class StdioRelay(
    McpExchange exchange, OpenRequests open, IServerLink server, PipeReader input, Stream output,
        RedirectRunner redirects)
    : IDisposable
{
    /// <summary>A server may take as long for what it was asked before the agent said that it is done.</summary>
    private const long LastAnswersMilliseconds = 30_000;

    /// <summary>A server that owes nothing may take as long to end by itself.</summary>
    private const long FarewellMilliseconds = 1_000;

    private readonly MessageWriter _toAgent = new(output);

    /// <summary>Runs until the agent, the server or <paramref name="stop"/> ends it; the server's end is
    /// awaited.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var stopping = exchange.Stop.Register(() => _ = AnswerStoppedAsync());
        var down = server.RunAsync(FromServerAsync);
        var up = ReadAgentAsync();
        var stopped = Task.Delay(Timeout.Infinite, stop);
        await Task.WhenAny(up, down, stopped).ConfigureAwait(false);
        if (up.IsCompleted && !down.IsCompleted && !stop.IsCancellationRequested)
            await FarewellAsync(down, stop).ConfigureAwait(false);
        if (down.IsCompleted) await AnswerOpenAsync(await down.ConfigureAwait(false)).ConfigureAwait(false);
        input.CancelPendingRead();
    }

    /// <inheritdoc/>
    public void Dispose() => _toAgent.Dispose();

    private async Task ReadAgentAsync()
    {
        try
        {
            var whole = await new MessageReader(input, McpLimits.ClientMessageBytes)
                .RunAsync(FromAgentAsync).ConfigureAwait(false);
            if (!whole)
                await _toAgent.WriteAsync(exchange.TooLong(McpDirection.FromClient).Bytes).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The agent is gone.
        }
    }

    // (1) and (2)
    private async ValueTask<bool> FromAgentAsync(ReadOnlyMemory<byte> raw)
    {
        var decision = exchange.FromClient(raw.Span);
        switch (decision.Outcome)
        {
            case McpOutcome.Forward:
                return await SendAsync(raw).ConfigureAwait(false);
            case McpOutcome.Rewrite or McpOutcome.RefuseServer:
                return await SendAsync(decision.Bytes).ConfigureAwait(false);
            case McpOutcome.Refuse:
                return await _toAgent.WriteAsync(decision.Bytes).ConfigureAwait(false);
            case McpOutcome.Redirect:
                _ = RedirectAsync(decision, raw.ToArray());
                return true;
            default:
                return true;
        }
    }

    // (3) and (4)
    private async ValueTask<bool> FromServerAsync(ReadOnlyMemory<byte> raw)
    {
        var decision = exchange.FromServer(raw.Span);
        switch (decision.Outcome)
        {
            case McpOutcome.Forward:
                return await _toAgent.WriteAsync(raw).ConfigureAwait(false);
            case McpOutcome.Rewrite or McpOutcome.Refuse:
                return await _toAgent.WriteAsync(decision.Bytes).ConfigureAwait(false);
            case McpOutcome.RefuseServer:
                server.Post(decision.Bytes);
                return true;
            default:
                return true;
        }
    }

    private async Task RedirectAsync(McpDecision decision, byte[] raw) =>
        await _toAgent.WriteAsync(
            await exchange.RedirectAsync(redirects, decision, raw).ConfigureAwait(false)).ConfigureAwait(false);

    private async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> message)
    {
        var isTaken = await server.SendAsync(message).ConfigureAwait(false);
        // The switch may have been thrown after it was asked and before the id was noted.
        if (exchange.Stop.IsActive) await AnswerStoppedAsync().ConfigureAwait(false);
        return isTaken;
    }

    /// <summary>Everything is stopped: what waits for an answer gets it now, from us.</summary>
    private async Task AnswerStoppedAsync()
    {
        foreach (var id in open.TakeAll())
        {
            var answer = exchange.Stop.Error(Encoding.UTF8.GetBytes(id));
            if (!await _toAgent.WriteAsync(answer).ConfigureAwait(false)) return;
        }
    }

    // (5) The agent is done.
    private async Task FarewellAsync(Task down, CancellationToken stop)
    {
        await server.CompleteAsync().ConfigureAwait(false);
        var since = Environment.TickCount64;
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!down.IsCompleted && !stop.IsCancellationRequested && !_toAgent.IsGone)
        {
            var elapsed = Environment.TickCount64 - since;
            if (elapsed > (open.Count > 0 ? LastAnswersMilliseconds : FarewellMilliseconds)) return;
            if (StandardStreams.IsOutputAbandoned()) return;
            await Task.WhenAny(down, poll.WaitForNextTickAsync(CancellationToken.None).AsTask()).ConfigureAwait(false);
        }
    }

    // (5) The server is done.
    private async Task AnswerOpenAsync(string reason)
    {
        foreach (var id in open.TakeAll())
        {
            if (!await _toAgent.WriteAsync(McpErrors.Upstream(id, reason)).ConfigureAwait(false)) return;
        }
    }
}
