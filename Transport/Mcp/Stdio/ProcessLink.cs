using System.IO.Pipelines;
using Pipelock.Transport.Mcp.Processes;

namespace Pipelock.Transport.Mcp.Stdio;

/// <summary>The way to a server that runs as our child: its standard input and output.</summary>
internal sealed class ProcessLink : IServerLink
{
    /// <summary>What a program that ended may still have in its pipe is read within this time.</summary>
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(1);

    private readonly ServerProcess _process;
    private readonly MessageWriter _toServer;
    private readonly PipeReader _output;
    private bool _endedByItself;

    public ProcessLink(ServerProcess process)
    {
        _process = process;
        _toServer = new MessageWriter(process.Input);
        _output = PipeReader.Create(
            process.Output, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
    }

    /// <inheritdoc/>
    public int ExitCode => _endedByItself ? _process.ExitCode : 0;

    /// <inheritdoc/>
    public async Task<string> RunAsync(Func<ReadOnlyMemory<byte>, ValueTask<bool>> take)
    {
        var reading = ReadAsync(take);
        await Task.WhenAny(reading, _process.Exited).ConfigureAwait(false);
        // What the program started may hold its output open; it ends with the program.
        if (_process.Exited.IsCompleted) _process.KillGroup();
        _endedByItself = _process.Exited.IsCompleted;
        await Task.WhenAny(reading, Task.Delay(s_drainTime)).ConfigureAwait(false);
        if (!reading.IsCompleted && !_process.Exited.IsCompleted) await reading.ConfigureAwait(false);
        if (reading.IsCompleted && !await reading.ConfigureAwait(false))
            return $"the server sent a message of more than {McpLimits.ServerMessageBytes / (1024 * 1024)} MiB";
        if (!_endedByItself)
        {
            // It closed its output: usually the last thing it does.
            await Task.WhenAny(_process.Exited, Task.Delay(s_drainTime)).ConfigureAwait(false);
            _endedByItself = _process.Exited.IsCompleted;
        }

        return _endedByItself ? "the server process ended" : "the server closed its output";
    }

    /// <inheritdoc/>
    public ValueTask<bool> SendAsync(ReadOnlyMemory<byte> message) => _toServer.WriteAsync(message);

    /// <inheritdoc/>
    public void Post(ReadOnlyMemory<byte> message) => _toServer.Post(message.ToArray());

    /// <inheritdoc/>
    public ValueTask CompleteAsync() => _process.Input.DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        _toServer.Dispose();
    }

    private async Task<bool> ReadAsync(Func<ReadOnlyMemory<byte>, ValueTask<bool>> take)
    {
        try
        {
            return await new MessageReader(_output, McpLimits.ServerMessageBytes).RunAsync(take).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return true;
        }
    }
}
