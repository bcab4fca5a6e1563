using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Tests.Text;

/// <summary>A page of memory, behind which none may be read.</summary>
internal sealed unsafe partial class GuardedPage : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* _start;

    public GuardedPage()
    {
        _start = (byte*)Map(null, (nuint)(2 * Environment.SystemPageSize), ReadWrite, PrivateAnonymous, -1, 0);
        Assert.Equal(0, Protect(_start + Environment.SystemPageSize, (nuint)Environment.SystemPageSize, 0));
        for (var i = 0; i < Bytes.Length; i++)
            Bytes[i] = (byte)i;
    }

    public Span<byte> Bytes => new(_start, Environment.SystemPageSize);

    public void Dispose() => _ = Unmap(_start, (nuint)(2 * Environment.SystemPageSize));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* at, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* at, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* at, nuint length);
}
