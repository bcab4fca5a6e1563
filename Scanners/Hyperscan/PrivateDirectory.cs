namespace Pipelock.Scanners.Hyperscan;

/// <summary>A directory that only this user can read or write; what does not look so is treated as absent.</summary>
/// <remarks>The one place below the scanners that touches files. No method throws for what it finds on disk.</remarks>
internal sealed class PrivateDirectory(string path)
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Large enough for any rule set, small enough that a planted file cannot exhaust memory.</summary>
    private const int MaxFileBytes = 256 << 20;

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>Reads a file that is ours alone; null on any doubt.</summary>
    public byte[]? TryRead(string name)
    {
        try
        {
            if (!FileOwnership.IsPrivateDirectory(Path))
                return null;
            using var file = File.OpenHandle(System.IO.Path.Combine(Path, name), options: FileOptions.SequentialScan);
            // The open file is asked, not its name: a name can be exchanged between two calls.
            var length = RandomAccess.GetLength(file);
            if (!FileOwnership.IsPrivateFile(file) || length > MaxFileBytes)
                return null;
            var content = new byte[length];
            return RandomAccess.Read(file, content, 0) == length ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Writes a file so that readers see all of it or nothing.</summary>
    /// <returns>False when it could not be kept.</returns>
    public bool TryWrite(string name, ReadOnlySpan<byte> content)
    {
        // Without Unix modes nothing could be said about who reads the file.
        if (OperatingSystem.IsWindows())
            return false;
        var temporary = System.IO.Path.Combine(Path, $".{name}.{Guid.NewGuid():n}");
        try
        {
            Directory.CreateDirectory(Path, OwnerOnly);
            if (!FileOwnership.IsPrivateDirectory(Path))
                return false;
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using (var file = new FileStream(temporary, options))
                file.Write(content);
            File.Move(temporary, System.IO.Path.Combine(Path, name), overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            TryDelete(temporary);
            return false;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A leftover temporary file is never read.
        }
    }
}
