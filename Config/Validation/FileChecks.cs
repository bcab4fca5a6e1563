namespace Pipelock.Config.Validation;

/// <summary>Rules on files that a configuration names. They look at the file system, never into the file.</summary>
internal static class FileChecks
{
    private const UnixFileMode GroupWriteOrMore = UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Bits that a file with secrets must not have: the group may read (0640), nobody else anything.</summary>
    public const UnixFileMode SecretForbidden = GroupWriteOrMore | Others;

    /// <summary>Bits that the file of a private key must not have: it is its owner's alone (0600, 0400).</summary>
    public const UnixFileMode KeyForbidden = SecretForbidden | UnixFileMode.GroupRead | UnixFileMode.UserExecute;

    /// <summary>Must be a regular file that exists.</summary>
    public static bool Exists(this ValidationSink sink, string key, string path)
    {
        if (File.Exists(path))
            return true;
        sink.Error(key, Directory.Exists(path) ? "names a directory, not a file" : "names a file that does not exist");
        return false;
    }

    /// <summary>Must exist and have none of the mode bits in <paramref name="forbidden"/>.</summary>
    public static bool Private(this ValidationSink sink, string key, string path, UnixFileMode forbidden)
    {
        if (!sink.Exists(key, path))
            return false;
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & forbidden) == 0)
            return true;
        sink.Error(key, "names a file that others can reach; run chmod 600 on it");
        return false;
    }
}
