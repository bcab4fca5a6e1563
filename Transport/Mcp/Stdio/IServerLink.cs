namespace Pipelock.Transport.Mcp.Stdio;

/// <summary>The way to the server of one agent, whatever transport it takes.</summary>
internal interface IServerLink : IAsyncDisposable
{
    /// <summary>Carries messages of the server until it ends or goes away. Never throws.</summary>
    /// <param name="take">Deals with one message; false ends it all.</param>
    /// <returns>Why it ended, for the agents' open requests.</returns>
    Task<string> RunAsync(Func<ReadOnlyMemory<byte>, ValueTask<bool>> take);

    /// <summary>Sends one message; false when the server takes no more.</summary>
    ValueTask<bool> SendAsync(ReadOnlyMemory<byte> message);

    /// <summary>Sends one message that the other direction's pump must not wait for.</summary>
    void Post(ReadOnlyMemory<byte> message);

    /// <summary>The agent sends nothing more.</summary>
    ValueTask CompleteAsync();

    /// <summary>The exit code of the server's program where it ended by itself, else 0; known after disposal.</summary>
    int ExitCode { get; }
}
