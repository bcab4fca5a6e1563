using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>One user of the forward proxy.</summary>
[Summary("One user of the forward proxy.")]
public sealed record ProxyUserOptions
{
    /// <summary>User name; no colon (RFC 7617 §2).</summary>
    [Summary("User name; no colon (RFC 7617 §2).")]
    public string Name { get; init; } = "";

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

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(ProxyUserOptions);
}
