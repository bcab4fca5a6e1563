using System.Runtime.Versioning;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Tests.Hyperscan;

[SupportedOSPlatform("linux")]
public sealed class DatabaseCacheTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly HyperscanExpression[] s_expressions = [new("needle", HyperscanFlags.None, 5)];

    private readonly string _parent = Directory.CreateTempSubdirectory("pipelock-cache-").FullName;

    private string Path => System.IO.Path.Combine(_parent, "cache");

    public static TheoryData<string, Action<string>> Doubts => new()
    {
        { "first byte changed", file => Flip(file, 0) },
        { "key changed", file => Flip(file, 12) },
        { "length changed", file => Flip(file, 41) },
        { "hash changed", file => Flip(file, 50) },
        { "payload changed", file => Flip(file, 100) },
        { "last byte changed", file => Flip(file, -1) },
        { "cut short", file => Rewrite(file, bytes => bytes[..^1]) },
        { "longer by a byte", file => Rewrite(file, bytes => [.. bytes, 0]) },
        { "empty", file => Rewrite(file, _ => []) },
        { "readable by the group", file => File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.GroupRead) },
        { "writable by others", file => File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.OtherWrite) },
        { "replaced by a directory", file => { File.Delete(file); Directory.CreateDirectory(file); } },
        { "gone", File.Delete },
    };

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void The_first_use_writes_a_private_file_into_a_private_directory()
    {
        Use();
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(CachedFile()));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void The_second_use_loads_the_file_and_writes_nothing()
    {
        Use();
        var written = File.GetLastWriteTimeUtc(CachedFile());
        File.SetLastWriteTimeUtc(CachedFile(), written.AddHours(-1));
        Use();
        Assert.Equal(written.AddHours(-1), File.GetLastWriteTimeUtc(CachedFile()));
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public void A_doubtful_file_is_not_used(string doubt, Action<string> spoil)
    {
        Use();
        var good = File.ReadAllBytes(CachedFile());
        spoil(CachedFile());
        Use();
        if (doubt == "replaced by a directory")
            return;
        // Written anew: as good and as private as the first time.
        Assert.Equal(good, File.ReadAllBytes(CachedFile()));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(CachedFile()));
    }

    [Fact]
    public void A_file_for_other_rules_is_not_used_even_under_the_right_name()
    {
        Use();
        var file = CachedFile();
        var name = System.IO.Path.GetFileName(file);
        File.Delete(file);
        DatabaseCache.GetOrCompile(Cache(), [new("other", HyperscanFlags.None, 5)], HyperscanMode.Block).Dispose();
        File.Move(CachedFile(), System.IO.Path.Combine(Path, name));
        Use();
    }

    [Fact]
    public void Patterns_flags_ids_and_mode_each_have_a_file_of_their_own()
    {
        HyperscanExpression[][] lists =
        [
            [new("a", HyperscanFlags.None, 0)],
            [new("b", HyperscanFlags.None, 0)],
            [new("a", HyperscanFlags.Caseless, 0)],
            [new("a", HyperscanFlags.None, 1)],
            [new("a", HyperscanFlags.None, 0), new("b", HyperscanFlags.None, 0)],
        ];
        foreach (var list in lists)
            DatabaseCache.GetOrCompile(Cache(), list, HyperscanMode.Block).Dispose();
        DatabaseCache.GetOrCompile(Cache(), lists[0], HyperscanMode.Stream).Dispose();
        Assert.Equal(lists.Length + 1, Directory.GetFiles(Path).Length);
    }

    [Fact]
    public void A_directory_open_to_others_is_neither_read_nor_written()
    {
        Directory.CreateDirectory(Path);
        File.SetUnixFileMode(Path, OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
        Use();
        Assert.Empty(Directory.GetFileSystemEntries(Path));
    }

    [Fact]
    public void A_link_in_place_of_the_directory_is_not_followed()
    {
        var elsewhere = Directory.CreateDirectory(System.IO.Path.Combine(_parent, "elsewhere")).FullName;
        File.SetUnixFileMode(elsewhere, OwnerOnly | UnixFileMode.UserExecute);
        Directory.CreateSymbolicLink(Path, elsewhere);
        Use();
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public void A_cache_that_cannot_be_made_is_no_error()
    {
        File.WriteAllText(Path, "a file stands where the directory should be");
        Use();
    }

    [Fact]
    public void No_temporary_file_is_left_behind()
    {
        Use();
        Assert.Single(Directory.GetFileSystemEntries(Path));
    }

    private static void Flip(string file, int at) => Rewrite(file, bytes =>
    {
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        return bytes;
    });

    private static void Rewrite(string file, Func<byte[], byte[]> change)
    {
        File.WriteAllBytes(file, change(File.ReadAllBytes(file)));
        File.SetUnixFileMode(file, OwnerOnly);
    }

    private DatabaseCache Cache() => new(Path);

    private string CachedFile() => Directory.GetFileSystemEntries(Path).Single();

    /// <summary>Whatever the state of the cache, the database must work.</summary>
    private void Use()
    {
        using var database = DatabaseCache.GetOrCompile(Cache(), s_expressions, HyperscanMode.Block);
        Assert.Equal(new HyperscanMatch(5, 0, 8), Assert.Single(HyperscanText.Scan(database, "a needle")));
    }
}
