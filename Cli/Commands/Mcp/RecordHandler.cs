using System.Text;
using System.Text.Json.Nodes;

namespace Pipelock.Cli.Commands.Mcp;

/// <summary>Keeps what a call wanted to write where it does no harm and can be looked at.</summary>
internal static class RecordHandler
{
    private const int MostRecords = 1000;
    private const int MaxPayload = 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes one new file with the call.</summary>
    public static string Quarantine(JsonObject manifest, string arguments)
    {
        var directory = DirectoryOf(manifest);
        if (Directory.EnumerateFiles(directory).Take(MostRecords).Count() == MostRecords)
            throw new InvalidOperationException($"the quarantine holds {MostRecords} files");
        Write(Path.Combine(directory, $"{Guid.NewGuid():n}.json"), Record(manifest, arguments), FileMode.CreateNew);
        return "The content was put into quarantine.";
    }

    /// <summary>Appends one line with the call.</summary>
    public static string Append(JsonObject manifest, string arguments)
    {
        Write(Path.Combine(DirectoryOf(manifest), "append-only.log"), Record(manifest, arguments), FileMode.Append);
        return "The content was appended to the log.";
    }

    private static string DirectoryOf(JsonObject manifest)
    {
        var directory = (string?)manifest["quarantine_dir"]
            ?? throw new InvalidOperationException("no quarantine directory");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(directory).FullName
            : Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute).FullName;
    }

    private static byte[] Record(JsonObject manifest, string arguments)
    {
        if (arguments.Length > MaxPayload) throw new InvalidOperationException("the call is larger than 1 MiB");
        var record = new JsonObject
        {
            ["time"] = DateTime.UtcNow.ToString("O"),
            ["profile"] = manifest["profile"]?.DeepClone(),
            ["policy_rule"] = manifest["policy_rule"]?.DeepClone(),
            ["arguments"] = JsonNode.Parse(arguments),
        };
        return Encoding.UTF8.GetBytes(record.ToJsonString() + "\n");
    }

    private static void Write(string path, byte[] bytes, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(bytes);
    }
}
