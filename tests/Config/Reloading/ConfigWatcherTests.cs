using System.Security.Cryptography;
using Pipelock.Config.Reloading;

namespace Pipelock.Config.Tests.Reloading;

/// <summary>The ways a configuration file changes, each of which is told once.</summary>
public sealed partial class ConfigWatcherTests : IDisposable
{
    private const string Before = "mode: balanced\n";
    private const string After = "mode: strict\n";

    private readonly string _directory = Directory.CreateTempSubdirectory("watch-").FullName;

    public static TheoryData<string> Ways => new()
    {
        "written in place", "renamed over", "deleted and created", "link to another file",
        "link below a directory link, as Kubernetes swaps it", "link into a directory nobody watches",
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_change_is_told_once(string way)
    {
        var path = Prepare(way);
        var told = 0;
        var changed = new TaskCompletionSource();
        using var watcher = new ConfigWatcher(path, Hash(Before), hash =>
        {
            Assert.Equal(Hash(After), hash);
            Interlocked.Increment(ref told);
            Assert.Equal(After, File.ReadAllText(path));
            changed.TrySetResult();
        });

        Change(way, path);

        await changed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task What_happened_before_the_watch_began_is_told_too()
    {
        var path = Prepare("written in place");
        File.WriteAllText(path, After);
        var changed = new TaskCompletionSource();
        using var watcher = new ConfigWatcher(path, Hash(Before), _ => changed.SetResult());

        await changed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Prepare(string way)
    {
        var path = Path.Combine(_directory, "pipelock.yaml");
        switch (way)
        {
            case "link to another file":
                File.WriteAllText(Path.Combine(_directory, "one"), Before);
                File.WriteAllText(Path.Combine(_directory, "two"), After);
                File.CreateSymbolicLink(path, "one");
                break;
            case "link below a directory link, as Kubernetes swaps it":
                Write("..1/pipelock.yaml", Before);
                Write("..2/pipelock.yaml", After);
                Directory.CreateSymbolicLink(Path.Combine(_directory, "..data"), "..1");
                File.CreateSymbolicLink(path, "..data/pipelock.yaml");
                break;
            case "link into a directory nobody watches":
                File.CreateSymbolicLink(path, Write("elsewhere/pipelock.yaml", Before));
                break;
            default:
                File.WriteAllText(path, Before);
                break;
        }

        return path;
    }

    private void Change(string way, string path)
    {
        switch (way)
        {
            case "written in place":
                File.WriteAllText(path, After);
                break;
            case "deleted and created":
                File.Delete(path);
                File.WriteAllText(path, After);
                break;
            case "link to another file":
                File.CreateSymbolicLink(path + ".new", "two");
                File.Move(path + ".new", path, overwrite: true);
                break;
            case "link below a directory link, as Kubernetes swaps it":
                Directory.CreateSymbolicLink(Path.Combine(_directory, "..tmp"), "..2");
                // .NET's own moves follow the link, or refuse to replace a directory.
                Assert.Equal(0, Rename(Path.Combine(_directory, "..tmp"), Path.Combine(_directory, "..data")));
                break;
            case "link into a directory nobody watches":
                Write("elsewhere/pipelock.yaml", After);
                break;
            default:
                File.WriteAllText(path + ".new", After);
                File.Move(path + ".new", path, overwrite: true);
                break;
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    [System.Runtime.InteropServices.LibraryImport(
        "libc", EntryPoint = "rename", StringMarshalling = System.Runtime.InteropServices.StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
