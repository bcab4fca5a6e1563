using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>Keeps compiled databases on disk, so that a start costs microseconds instead of a compilation.</summary>
/// <remarks>
/// A compiled database is code for the matcher, so a file is trusted only if it is ours: owner, mode, length, key and
/// hash must all fit. On any doubt the expressions are compiled again and the file is replaced. A cache that cannot
/// be written is no error. Thread-safe, and safe between processes: files appear by rename.
/// </remarks>
public sealed class DatabaseCache
{
    private const int HashSize = SHA256.HashSizeInBytes;
    private const int HeaderSize = 8 + HashSize + sizeof(int) + HashSize;
    private readonly PrivateDirectory _files;

    /// <summary>Uses <paramref name="directory"/>, which is created (mode 0700) when it does not exist.</summary>
    public DatabaseCache(string directory) => _files = new PrivateDirectory(directory);

    private static ReadOnlySpan<byte> Magic => "PLHSDB1\n"u8;

    /// <summary>Where the files are.</summary>
    public string Directory => _files.Path;

    /// <summary>Loads the database for exactly these expressions, or compiles and keeps it.</summary>
    /// <param name="cache">Null keeps large ones for the life of the process only.</param>
    /// <param name="expressions">What the database is to match.</param>
    /// <param name="mode">How it will be fed.</param>
    /// <exception cref="HyperscanCompileException">An expression was refused.</exception>
    public static HyperscanDatabase GetOrCompile(
        DatabaseCache? cache, ReadOnlySpan<HyperscanExpression> expressions, HyperscanMode mode)
    {
        if (cache is null && expressions.Length < RecentDatabases.Large)
            return HyperscanDatabase.Compile(expressions, mode);
        var key = Key(expressions, mode);
        if (cache is null)
            return RecentDatabases.GetOrCompile(Convert.ToHexString(key), expressions, mode);
        var name = $"hs-{Convert.ToHexStringLower(key)}.db";
        if (cache.TryLoad(name, key, mode) is { } loaded)
            return loaded;
        var compiled = HyperscanDatabase.Compile(expressions, mode);
        NativeHeap.Trim();
        cache._files.TryWrite(name, Frame(key, compiled.Serialize()));
        return compiled;
    }

    /// <summary>Loads what was made of <paramref name="key"/> before, or makes and keeps it.</summary>
    /// <param name="kind">Begins the name of the file.</param>
    /// <param name="key">Everything that the result depends on.</param>
    /// <param name="make">Makes it.</param>
    internal byte[] GetOrMake(string kind, ReadOnlySpan<byte> key, Func<byte[]> make)
    {
        var hash = SHA256.HashData(key);
        var name = $"{kind}-{Convert.ToHexStringLower(hash)}.bin";
        if (_files.TryRead(name) is { } file && IsSound(file, hash))
            return file[HeaderSize..];
        var made = make();
        _files.TryWrite(name, Frame(hash, made));
        // What it took to make it is garbage now, and more than the process will ever need again.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        return made;
    }

    private HyperscanDatabase? TryLoad(string name, byte[] key, HyperscanMode mode)
    {
        if (_files.TryRead(name) is not { } file || !IsSound(file, key))
            return null;
        try
        {
            return HyperscanDatabase.Deserialize(file.AsSpan(HeaderSize), mode);
        }
        catch (HyperscanException)
        {
            return null;
        }
    }

    private static bool IsSound(ReadOnlySpan<byte> file, ReadOnlySpan<byte> key)
    {
        if (file.Length <= HeaderSize || !file.StartsWith(Magic) || !file[Magic.Length..].StartsWith(key))
            return false;
        var rest = file[(Magic.Length + HashSize)..];
        var payload = file[HeaderSize..];
        Span<byte> hash = stackalloc byte[HashSize];
        SHA256.HashData(payload, hash);
        return BinaryPrimitives.ReadInt32LittleEndian(rest) == payload.Length && rest[sizeof(int)..].StartsWith(hash);
    }

    private static byte[] Frame(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        var file = new byte[HeaderSize + payload.Length];
        Magic.CopyTo(file);
        key.CopyTo(file.AsSpan(Magic.Length));
        var rest = file.AsSpan(Magic.Length + HashSize);
        BinaryPrimitives.WriteInt32LittleEndian(rest, payload.Length);
        SHA256.HashData(payload, rest[sizeof(int)..]);
        payload.CopyTo(file.AsSpan(HeaderSize));
        return file;
    }

    /// <summary>Everything that the compiled form depends on, length-prefixed so that no two lists collide.</summary>
    private static byte[] Key(ReadOnlySpan<HyperscanExpression> expressions, HyperscanMode mode)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendText(hash, HyperscanLibrary.Version);
        AppendText(hash, HyperscanLibrary.Platform);
        AppendNumber(hash, (uint)mode);
        foreach (var expression in expressions)
        {
            AppendText(hash, expression.Pattern);
            AppendNumber(hash, (uint)expression.Flags);
            AppendNumber(hash, expression.Id);
        }

        return hash.GetHashAndReset();
    }

    private static void AppendText(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AppendNumber(hash, (uint)bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendNumber(IncrementalHash hash, uint number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
