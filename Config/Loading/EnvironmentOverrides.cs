using Pipelock.Config.Options;
using Pipelock.Config.Validation;

namespace Pipelock.Config.Loading;

/// <summary>What the environment sets: credentials, so that no file needs to hold them.</summary>
/// <param name="environment">Environment variables by name.</param>
internal sealed class EnvironmentOverrides(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>
    /// Applies <c>PIPELOCK_LICENSE_KEY</c>, <c>PIPELOCK_KILLSWITCH_API_TOKEN</c> and <c>SENTRY_DSN</c>.
    /// </summary>
    public PipelockOptions Apply(PipelockOptions options, ValidationSink sink)
    {
        var token = Value("PIPELOCK_KILLSWITCH_API_TOKEN");
        return options with
        {
            LicenseKey = License(options, sink),
            KillSwitch = token.Length > 0 ? options.KillSwitch with { ApiToken = token } : options.KillSwitch,
            // The other way round than above: a DSN in the file was meant for this program, the variable may not be.
            Sentry = options.Sentry.Dsn.Length == 0
                ? options.Sentry with { Dsn = Value("SENTRY_DSN") }
                : options.Sentry,
        };
    }

    // Environment, then file, then key.
    private string License(PipelockOptions options, ValidationSink sink)
    {
        var variable = Value("PIPELOCK_LICENSE_KEY");
        if (variable.Length > 0)
            return variable;
        return options.LicenseFile.Length > 0
            ? SecretFile.Read("license_file", options.LicenseFile, sink).Trim()
            : options.LicenseKey;
    }

    private string Value(string name) => environment.TryGetValue(name, out var value) ? value.Trim() : "";
}
