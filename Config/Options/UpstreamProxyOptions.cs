using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>A parent proxy that outgoing connections go through.</summary>
[Summary("A parent proxy that outgoing connections go through.")]
public sealed record UpstreamProxyOptions
{
    /// <summary>http://host:port of the parent proxy; empty = connect directly.</summary>
    [Summary("http://host:port of the parent proxy; empty = connect directly.")]
    public string Url { get; init; } = "";

    /// <summary>User name at the parent proxy; no colon (RFC 7617 §2).</summary>
    [Summary("User name at the parent proxy; no colon (RFC 7617 §2).")]
    public string Username { get; init; } = "";

    /// <summary>Environment variable that holds the password.</summary>
    [Summary("Environment variable that holds the password.")]
    public string PasswordEnv { get; init; } = "";

    /// <summary>File whose first line is the password, readable by its owner only.</summary>
    [Summary("File whose first line is the password, readable by its owner only.")]
    public string PasswordFile { get; init; } = "";

    /// <summary>
    /// The password itself; prefer password_env or password_file. After loading it holds the password in effect.
    /// </summary>
    [Summary(
        "The password itself; prefer password_env or password_file. After loading it holds the password in " +
        "effect.")]
    public string Password { get; init; } = "";

    /// <summary>
    /// Hosts reached directly: a name (with everything below it), an address, a CIDR range, or * for all.
    /// </summary>
    [Summary("Hosts reached directly: a name (with everything below it), an address, a CIDR range, or * for all.")]
    public ImmutableArray<string> NoProxy { get; init; } = [];

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(UpstreamProxyOptions);
}
