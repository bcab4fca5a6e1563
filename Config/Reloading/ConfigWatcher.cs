using System.Security.Cryptography;

namespace Pipelock.Config.Reloading;

/// <summary>Tells when the content of the configuration file has changed, however it was changed.</summary>
/// <remarks>
/// <para>Notifications of the file's directory make it prompt: they see a write in place, a rename over the file, and
/// Kubernetes' swap of the directory link behind it. A look every <see cref="Poll"/> makes it certain: it sees what no
/// notification tells, a link into another directory or a network file system.</para>
/// <para>What counts is the content. A change is told when two looks <see cref="Settle"/> apart agree, so that a file
/// that is still being written is left alone.</para>
/// </remarks>
public sealed class ConfigWatcher : IDisposable
{
    /// <summary>Time between two looks without any notification.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>How long the content must stay the same before it is told.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    private readonly string _path;
    private readonly Action<string> _onChange;
    private readonly FileSystemWatcher? _watcher;
    private readonly Timer _timer;
    private readonly Lock _look = new();
    private string _told;
    private string _seen;
    private bool _disposed;

    /// <summary>Begins to watch.</summary>
    /// <param name="path">The configuration file.</param>
    /// <param name="hash">Hash of the content that is in force, as the loader tells it: any other is news.</param>
    /// <param name="onChange">Told the new hash, on a thread pool thread, never twice at the same time; must not
    /// throw.</param>
    public ConfigWatcher(string path, string hash, Action<string> onChange)
    {
        _path = Path.GetFullPath(path);
        _onChange = onChange;
        _told = _seen = hash;
        _timer = new Timer(static state => ((ConfigWatcher)state!).Look(), this, Poll, Poll);
        _watcher = Watch();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watcher?.Dispose();
        lock (_look) _disposed = true;
        _timer.Dispose();
    }

    /// <summary>Null where the system has no more watches to give: the poll remains.</summary>
    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(_path)!)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite,
            };
            watcher.Changed += OnWrite;
            watcher.Created += OnName;
            watcher.Renamed += OnName;
            watcher.Deleted += OnName;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The directory may hold a log that is written all the time: only our file's writes count.</summary>
    private void OnWrite(object sender, FileSystemEventArgs what)
    {
        if (what.Name == Path.GetFileName(_path)) LookSoon();
    }

    private void OnName(object sender, FileSystemEventArgs what) => LookSoon();

    private void LookSoon()
    {
        try
        {
            _timer.Change(Settle, Poll);
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }
    }

    private void Look()
    {
        // A reload that takes longer than the poll: the look after it sees the same.
        if (!_look.TryEnter()) return;
        try
        {
            if (_disposed) return;
            var now = Fingerprint();
            if (now == _told)
            {
                _seen = now;
                return;
            }

            var settled = now == _seen;
            _seen = now;
            if (!settled)
            {
                LookSoon();
                return;
            }

            _told = now;
            _onChange(now);
        }
        finally
        {
            _look.Exit();
        }
    }

    /// <summary>A hash of the content; a file that cannot be read has the fingerprint of that.</summary>
    private string Fingerprint()
    {
        try
        {
            using var file = new FileStream(
                _path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
