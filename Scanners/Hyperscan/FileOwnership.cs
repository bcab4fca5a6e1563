using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>Asks the kernel whether a file or directory belongs to this user alone.</summary>
/// <remarks>
/// <c>statx(2)</c>, because its structure is the same on every architecture and .NET does not tell the owner.
/// </remarks>
internal static unsafe partial class FileOwnership
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint TypeModeAndOwner = 0x1 | 0x2 | 0x8;
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int DirectoryFile = 0x4000;
    private const int GroupAndOthers = 0x3F;

    /// <summary>A real directory (not a link to one), owned by us, closed to everyone else.</summary>
    public static bool IsPrivateDirectory(string path)
    {
        StatX status = default;
        return StatxPath(CurrentDirectory, path, NoFollow, TypeModeAndOwner, &status) == 0
            && IsOurs(status, DirectoryFile);
    }

    /// <summary>A regular file, owned by us, closed to everyone else.</summary>
    public static bool IsPrivateFile(SafeFileHandle file)
    {
        StatX status = default;
        return StatxFile(file, "", EmptyPath, TypeModeAndOwner, &status) == 0 && IsOurs(status, RegularFile);
    }

    private static bool IsOurs(in StatX status, int type) =>
        (status.Mode & FileTypeMask) == type
        && (status.Mode & GroupAndOthers) == 0
        && status.UserId == EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatxPath(int directory, string path, int flags, uint mask, StatX* status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatxFile(SafeFileHandle file, string path, int flags, uint mask, StatX* status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();

    /// <summary>The head of <c>struct statx</c>; the kernel fills 256 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatX
    {
        [FieldOffset(20)]
        public uint UserId;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
