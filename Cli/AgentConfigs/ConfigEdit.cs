using System.Text;

namespace Pipelock.Cli.AgentConfigs;

/// <summary>Replaces values in a configuration file and leaves every other byte of it alone.</summary>
/// <remarks>
/// The new file is written beside the old one and takes its place in one step; the old one stays as <c>.bak</c>. A link
/// is followed, so that it stays a link.
/// </remarks>
internal static class ConfigEdit
{
    /// <summary>Writes <paramref name="file"/> with the values of <paramref name="changes"/> exchanged.</summary>
    public static void Apply(string path, byte[] file, IEnumerable<(ServerEntry Entry, string Value)> changes)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        File.Copy(target, target + ".bak", overwrite: true);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File.GetUnixFileMode(target);
        try
        {
            using (var output = new FileStream(temporary, options))
            {
                output.Write(Replace(file, changes));
                output.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The white space at the beginning of the line on which a value begins.</summary>
    public static string Indent(byte[] file, ServerEntry entry)
    {
        var line = file.AsSpan(0, entry.Start).LastIndexOf((byte)'\n') + 1;
        var end = line;
        while (end < entry.Start && file[end] is (byte)' ' or (byte)'\t') end++;
        return Encoding.ASCII.GetString(file, line, end - line);
    }

    private static byte[] Replace(byte[] file, IEnumerable<(ServerEntry Entry, string Value)> changes)
    {
        using var output = new MemoryStream();
        var at = 0;
        foreach (var (entry, value) in changes.OrderBy(change => change.Entry.Start))
        {
            output.Write(file, at, entry.Start - at);
            output.Write(Encoding.UTF8.GetBytes(value));
            at = entry.End;
        }

        output.Write(file, at, file.Length - at);
        return output.ToArray();
    }
}
