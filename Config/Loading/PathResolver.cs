using Pipelock.Config.Document;
using Pipelock.Config.Options;
using Pipelock.Config.Validation;

namespace Pipelock.Config.Loading;

/// <summary>Makes relative paths absolute: a file is found wherever the program was started from.</summary>
/// <param name="baseDirectory">The configuration file's directory; null without a file: paths stay as they are.</param>
internal sealed class PathResolver(string? baseDirectory)
{
    /// <summary>Resolves every key that names a file to read.</summary>
    public PipelockOptions Resolve(PipelockOptions options, string stateDirectory, ValidationSink sink) => options with
    {
        LicenseFile = Absolute(options.LicenseFile),
        Dlp = options.Dlp with { SecretsFile = Absolute(options.Dlp.SecretsFile) },
        TlsInterception = options.TlsInterception with
        {
            CaCert = Authority(options.TlsInterception.CaCert, stateDirectory, "ca.pem"),
            CaKey = Authority(options.TlsInterception.CaKey, stateDirectory, "ca-key.pem"),
            UpstreamCaFile = Absolute(options.TlsInterception.UpstreamCaFile),
        },
        McpToolScanning = options.McpToolScanning with
        {
            StateFile = Authority(options.McpToolScanning.StateFile, stateDirectory, "mcp-tools.json"),
        },
        ForwardProxy = options.ForwardProxy with
        {
            Auth = options.ForwardProxy.Auth with
            {
                Users =
                [
                    .. options.ForwardProxy.Auth.Users.Select(
                        user => user with { PasswordFile = Absolute(user.PasswordFile) }),
                ],
            },
        },
        UpstreamProxy = options.UpstreamProxy with { PasswordFile = Absolute(options.UpstreamProxy.PasswordFile) },
        FileSentry = options.FileSentry with
        {
            WatchPaths = [.. options.FileSentry.WatchPaths.Select((path, i) => Watched(path, i, sink))],
        },
    };

    private string Absolute(string path) =>
        path.Length == 0 || baseDirectory is null ? path : Path.GetFullPath(Path.Combine(baseDirectory, path));

    private string Authority(string path, string stateDirectory, string name) =>
        path.Length == 0 ? Path.Combine(stateDirectory, name) : Absolute(path);

    // A relative path stays below the file, so that moving the file cannot put a foreign tree under watch.
    private string Watched(string path, int index, ValidationSink sink)
    {
        if (baseDirectory is null || string.IsNullOrWhiteSpace(path) || Path.IsPathRooted(path))
            return path;
        var full = Absolute(path);
        var below = Path.GetRelativePath(baseDirectory, full);
        if (below == ".." || below.StartsWith("../", StringComparison.Ordinal))
        {
            sink.Error(
                KeyPaths.Element("file_sentry.watch_paths", index),
                "leads out of the configuration file's directory; write the absolute path if that is meant");
        }

        return full;
    }
}
