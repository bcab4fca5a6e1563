using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>A program that answers redirected tool calls.</summary>
[Summary("A program that answers redirected tool calls.")]
public sealed record RedirectProfileOptions
{
    /// <summary>Program and arguments.</summary>
    [Summary("Program and arguments.")]
    public ImmutableArray<string> Exec { get; init; } = [];

    /// <summary>Requires the program as an absolute path.</summary>
    [Summary("Requires the program as an absolute path.")]
    public bool MatchAbsPath { get; init; }

    /// <summary>Told to the client.</summary>
    [Summary("Told to the client.")]
    public string Reason { get; init; } = "";

    /// <summary>Appends the call's arguments as JSON.</summary>
    [Summary("Appends the call's arguments as JSON.")]
    public bool PreserveArgv { get; init; }
}
