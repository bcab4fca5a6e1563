using System.Security.Cryptography;
using Pipelock.Config.Document;
using Pipelock.Config.Toml;
using Pipelock.Config.Yaml;

namespace Pipelock.Config.Loading;

/// <summary>The bytes of a configuration file and the document they spell.</summary>
internal sealed class ConfigFile
{
    private ConfigFile(MappingNode root, string hash) => (Root, Hash) = (root, hash);

    /// <summary>The document.</summary>
    public MappingNode Root { get; }

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Reads a file; its extension tells the format.</summary>
    /// <exception cref="ConfigException">The file cannot be read, or is malformed.</exception>
    public static ConfigFile Read(string path)
    {
        var bytes = ReadBytes(path);
        var root = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".toml" => TomlReader.Read(bytes, path),
            ".yaml" or ".yml" => YamlReader.Read(bytes, path),
            _ => throw Refused(path, "is of no known format; its name must end in .yaml, .yml or .toml"),
        };
        return new ConfigFile(root, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw Refused(path, "is a directory; name a .yaml, .yml or .toml file in it");
            using var stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return ReadBounded(stream) ?? throw Refused(
                path, $"is larger than {ReaderLimits.MaxFileBytes / (1024 * 1024)} MiB; that is no configuration");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refused(path, "does not exist");
        }
        catch (UnauthorizedAccessException)
        {
            throw Refused(path, "may not be read by this user; check its permissions");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw Refused(path, "cannot be read");
        }
    }

    // Counts instead of asking for the length: a pipe or a device has none.
    private static byte[]? ReadBounded(Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (content.Length + read > ReaderLimits.MaxFileBytes)
                return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static ConfigException Refused(string path, string message) =>
        new(new ConfigProblem(path, SourceLocation.None, "", message));
}
