using System.CommandLine;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;

namespace Pipelock.Cli.Commands.Sessions;

/// <summary>Where the interface of a running proxy is, and the token that opens it.</summary>
/// <remarks>Flags come first, then the environment, then the configuration file.</remarks>
internal sealed class SessionAccess
{
    private const string Default = "http://127.0.0.1:8888";

    private static readonly string[] s_places = ["~/.config/pipelock/pipelock.yaml", "/etc/pipelock/pipelock.yaml"];

    private readonly Option<string?> _url = new("--api-url")
    {
        Description = "Where the proxy's interface is; else PIPELOCK_API_URL, else what the configuration says.",
        HelpName = "URL",
    };

    private readonly Option<string?> _token = new("--api-token")
    {
        Description = "Its token; else PIPELOCK_KILLSWITCH_API_TOKEN, else kill_switch.api_token.",
        HelpName = "TOKEN",
    };

    private readonly Option<string?> _config = ConfigSource.Option();

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_token);
        command.Add(_config);
    }

    /// <summary>What the command line, the environment and the file come to.</summary>
    /// <exception cref="ConfigException">The file that was named is not valid.</exception>
    /// <exception cref="IOException">There is no token, or its file is open to others.</exception>
    public (Uri Url, string Token) Resolve(ParseResult result)
    {
        var environment = ConfigSource.Environment();
        var url = result.GetValue(_url) ?? environment.GetValueOrDefault("PIPELOCK_API_URL");
        var token = result.GetValue(_token) ?? environment.GetValueOrDefault("PIPELOCK_KILLSWITCH_API_TOKEN");
        if ((url is null || token is null) && Path(result, environment) is { } path)
        {
            RequirePrivate(path);
            var options = ConfigSource.Load(path).Options;
            token ??= options.KillSwitch.ApiToken;
            var listen = options.KillSwitch.ApiListen.Length > 0
                ? options.KillSwitch.ApiListen : options.FetchProxy.Listen;
            url ??= $"http://{ListenAddress.Reachable(listen)}";
        }

        if (string.IsNullOrEmpty(token))
            throw new IOException("no token: give --api-token, PIPELOCK_KILLSWITCH_API_TOKEN or --config FILE");
        return (new Uri(url ?? Default), token);
    }

    private string? Path(ParseResult result, Dictionary<string, string> environment)
    {
        if (result.GetValue(_config) is { } named) return named;
        if (environment.GetValueOrDefault("PIPELOCK_CONFIG") is { Length: > 0 } usual) return usual;
        var home = environment.GetValueOrDefault("HOME", "");
        return s_places.Select(place => place.Replace("~", home, StringComparison.Ordinal)).FirstOrDefault(File.Exists);
    }

    /// <summary>A token that everybody can read opens nothing safely.</summary>
    private static void RequirePrivate(string path)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0)
            throw new IOException($"{path} holds a token and is readable by others; chmod 600 it, or give --api-token");
    }
}
