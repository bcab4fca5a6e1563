using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Pipelock.Scanners.Secrets;

/// <summary>Picks the values of a process environment that are secrets.</summary>
public static class EnvironmentSecrets
{
    /// <summary>Shortest value, in bytes, that counts unless the operator says otherwise.</summary>
    public const int DefaultMinLength = 16;

    /// <summary>A value of at most so many bits per byte is a word, a number or a path, not a secret.</summary>
    private const double MinEntropy = 3.0;

    /// <summary>Variables that every system sets and that are no secrets.</summary>
    private static readonly FrozenSet<string> s_ordinary = new[]
    {
        "_", "APPDATA", "COLORFGBG", "COLORTERM", "COMPUTERNAME", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY",
        "EDITOR", "GOBIN", "GOPATH", "GOROOT", "HOME", "HOST", "HOSTNAME", "INFOPATH", "LANG", "LANGUAGE", "LESS",
        "LOCALAPPDATA", "LOGNAME", "LSCOLORS", "LS_COLORS", "MANPATH", "NODE_PATH", "OLDPWD", "PAGER", "PATH",
        "PATHEXT", "PROGRAMDATA", "PROGRAMFILES", "PS1", "PS2", "PS3", "PS4", "PWD", "PYTHONHOME", "PYTHONPATH",
        "SESSIONNAME", "SHELL", "SHLVL", "SSH_AUTH_SOCK", "SYSTEMROOT", "TEMP", "TERM", "TERM_PROGRAM", "TMP",
        "TMPDIR", "USER", "USERNAME", "USERPROFILE", "VISUAL", "WAYLAND_DISPLAY", "WINDIR", "COMSPEC",
        // What service managers and container runtimes tell a process about itself.
        "CACHE_DIRECTORY", "CONFIGURATION_DIRECTORY", "CREDENTIALS_DIRECTORY", "INVOCATION_ID", "JOURNAL_STREAM",
        "LISTEN_FDNAMES", "LOGS_DIRECTORY", "MEMORY_PRESSURE_WATCH", "NOTIFY_SOCKET", "RUNTIME_DIRECTORY",
        "STATE_DIRECTORY", "DOTNET_ROOT", "DOTNET_BUNDLE_EXTRACT_BASE_DIR",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] s_ordinaryPrefixes = ["LC_", "XDG_"];

    /// <summary>The variables whose value is long and random enough to be a secret.</summary>
    /// <param name="environment">Names and values of the process environment.</param>
    /// <param name="minLength">Shortest value that counts, in bytes of UTF-8.</param>
    public static ImmutableArray<KnownSecret> Select(
        IEnumerable<KeyValuePair<string, string>> environment, int minLength = DefaultMinLength)
    {
        var secrets = ImmutableArray.CreateBuilder<KnownSecret>();
        foreach (var (name, value) in environment)
        {
            if (s_ordinary.Contains(name)
                || Array.Exists(s_ordinaryPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(value);
            if (bytes.Length >= minLength && Entropy(bytes) > MinEntropy)
                secrets.Add(new KnownSecret(name, bytes, KnownSecretKind.Environment));
        }

        return secrets.ToImmutable();
    }

    /// <summary>Shannon entropy of the bytes, in bits per byte.</summary>
    private static double Entropy(ReadOnlySpan<byte> value)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var b in value)
            counts[b]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= (double)count / value.Length * Math.Log2((double)count / value.Length);
        }

        return entropy;
    }
}
