using Pipelock.Evidence.Formats;

namespace Pipelock.Evidence.Sinks;

/// <summary>The places lines go to: standard output, a file, or both. Used by the writer thread alone.</summary>
internal sealed class LogSink : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Stream? _standardOutput;
    private readonly TextWriter _complaints;
    private readonly string? _path;
    private Stream? _file;
    private bool _complained;

    /// <summary>Opens the places.</summary>
    /// <exception cref="IOException">The file cannot be opened; the program then does not start.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public LogSink(Stream? standardOutput, string? path, TextWriter complaints)
    {
        _standardOutput = standardOutput;
        _complaints = complaints;
        _path = path;
        _file = Open(path);
    }

    /// <summary>Writes the lines at once to every place. One that fails loses them; the other goes on.</summary>
    /// <returns>How many places failed.</returns>
    public int Write(LineBuffer lines)
    {
        var failed = 0;
        if (_standardOutput is not null && !TryWrite(_standardOutput, lines))
            failed++;
        if (_path is not null && (_file is null || !TryWrite(_file, lines)))
            failed++;
        return failed;
    }

    /// <summary>Closes the file and opens its path again, after a log rotation moved it away.</summary>
    public bool Reopen()
    {
        if (_path is null)
            return true;
        _file?.Dispose();
        _file = null;
        try
        {
            _file = Open(_path);
            _complained = false;
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Complain(problem);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static FileStream? Open(string? path)
    {
        if (path is null)
            return null;
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete, // rotation moves and deletes it under us
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    private bool TryWrite(Stream place, LineBuffer lines)
    {
        try
        {
            place.Write(lines.Written);
            place.Flush();
            return true;
        }
        catch (Exception problem) // whatever it is, it must not end the process through the writer thread
        {
            Complain(problem);
            return false;
        }
    }

    private void Complain(Exception problem)
    {
        if (_complained)
            return;
        _complained = true;
        _complaints.WriteLine(
            $"pipelock: log lines are being lost: {problem.Message.ReplaceLineEndings(" ")} (traffic goes on; "
            + "told once; free the disk or fix logging.file, then send SIGHUP)");
    }
}
