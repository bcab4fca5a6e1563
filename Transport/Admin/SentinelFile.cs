using Pipelock.Policy.Emergency;

namespace Pipelock.Transport.Admin;

/// <summary>Throws the kill switch while the file <c>kill_switch.sentinel_file</c> exists.</summary>
/// <remarks>
/// It asks ten times a second instead of being told: notifications miss what happens on network file systems, and a
/// stop that is missed is the one thing that must not be. When the question fails, the answer is yes.
/// </remarks>
public sealed class SentinelFile : IDisposable
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly KillSwitch _switch;
    private readonly Timer _timer;
    private string _path = "";
    private FileInfo? _file;

    /// <summary>Looks at once, and from then on until disposed.</summary>
    public SentinelFile(KillSwitch killSwitch)
    {
        _switch = killSwitch;
        Look();
        _timer = new Timer(static state => ((SentinelFile)state!).Look(), this, Period, Period);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var path = _switch.Options.SentinelFile;
        if (path != _path) _file = path.Length > 0 ? new FileInfo(path) : null;
        _path = path;
        _switch.Set(KillSwitchSource.Sentinel, _file is not null && Exists(_file));
    }

    private static bool Exists(FileInfo file)
    {
        try
        {
            file.Refresh();
            return file.Attributes != (FileAttributes)(-1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
