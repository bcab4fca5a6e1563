using Pipelock.Config.Document;
using Pipelock.Config.Options;
using Pipelock.Config.Validation;

namespace Pipelock.Config.Loading;

/// <summary>Puts the passwords that stand in variables or files where those who check them look.</summary>
/// <param name="environment">Environment variables by name.</param>
internal sealed class CredentialResolver(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Fills <c>password</c> of every proxy user and of the parent proxy.</summary>
    public PipelockOptions Resolve(PipelockOptions options, ValidationSink sink)
    {
        var users = options.ForwardProxy.Auth.Users.Select((user, i) => user with
        {
            Password = Password(
                KeyPaths.Element("forward_proxy.auth.users", i),
                user.Password, user.PasswordEnv, user.PasswordFile, sink),
        });
        var upstream = options.UpstreamProxy;
        return options with
        {
            ForwardProxy = options.ForwardProxy with { Auth = options.ForwardProxy.Auth with { Users = [.. users] } },
            UpstreamProxy = upstream with
            {
                Password = Password(
                    "upstream_proxy", upstream.Password, upstream.PasswordEnv, upstream.PasswordFile, sink),
            },
        };
    }

    private string Password(string key, string inline, string variable, string file, ValidationSink sink)
    {
        if (inline.Length > 0)
            return inline;
        if (variable.Length > 0)
        {
            if (environment.TryGetValue(variable, out var value) && value.Length > 0)
                return value;
            sink.Error($"{key}.password_env", "names an environment variable that is not set");
        }
        else if (file.Length > 0)
        {
            return SecretFile.Read($"{key}.password_file", file, sink).Split('\n')[0].TrimEnd('\r');
        }

        return "";
    }
}
