using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>The functions of <c>hs.h</c> as they are; everything else goes through the types around it.</summary>
internal static unsafe partial class HyperscanNative
{
    public const int Success = 0;
    public const int ScanTerminated = -3;
    public const int CompilerError = -4;

    /// <summary>One soname for Hyperscan and Vectorscan: whichever is installed answers.</summary>
    private const string Library = "libhs.so.5";

    [LibraryImport(Library, EntryPoint = "hs_compile_multi")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int CompileMulti(
        byte** expressions, uint* flags, uint* ids, uint count, uint mode, PlatformInfo* platform,
        nint* database, CompileError** error);

    [LibraryImport(Library, EntryPoint = "hs_compile_lit_multi")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int CompileLiterals(
        byte** literals, uint* flags, uint* ids, nuint* lengths, uint count, uint mode, PlatformInfo* platform,
        nint* database, CompileError** error);

    [LibraryImport(Library, EntryPoint = "hs_free_compile_error")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int FreeCompileError(CompileError* error);

    [LibraryImport(Library, EntryPoint = "hs_free_database")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int FreeDatabase(nint database);

    [LibraryImport(Library, EntryPoint = "hs_serialize_database")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SerializeDatabase(nint database, byte** bytes, nuint* length);

    [LibraryImport(Library, EntryPoint = "hs_deserialize_database")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int DeserializeDatabase(byte* bytes, nuint length, nint* database);

    [LibraryImport(Library, EntryPoint = "hs_database_size")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int DatabaseSize(nint database, nuint* size);

    [LibraryImport(Library, EntryPoint = "hs_stream_size")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int StreamSize(nint database, nuint* size);

    [LibraryImport(Library, EntryPoint = "hs_alloc_scratch")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int AllocScratch(nint database, nint* scratch);

    [LibraryImport(Library, EntryPoint = "hs_clone_scratch")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int CloneScratch(nint source, nint* scratch);

    [LibraryImport(Library, EntryPoint = "hs_free_scratch")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int FreeScratch(nint scratch);

    [LibraryImport(Library, EntryPoint = "hs_scan")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Scan(
        nint database, byte* data, uint length, uint flags, nint scratch,
        delegate* unmanaged[Cdecl]<uint, ulong, ulong, uint, void*, int> onMatch, void* context);

    [LibraryImport(Library, EntryPoint = "hs_open_stream")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int OpenStream(nint database, uint flags, nint* stream);

    [LibraryImport(Library, EntryPoint = "hs_scan_stream")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ScanStream(
        nint stream, byte* data, uint length, uint flags, nint scratch,
        delegate* unmanaged[Cdecl]<uint, ulong, ulong, uint, void*, int> onMatch, void* context);

    [LibraryImport(Library, EntryPoint = "hs_reset_stream")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ResetStream(
        nint stream, uint flags, nint scratch,
        delegate* unmanaged[Cdecl]<uint, ulong, ulong, uint, void*, int> onMatch, void* context);

    [LibraryImport(Library, EntryPoint = "hs_close_stream")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int CloseStream(
        nint stream, nint scratch,
        delegate* unmanaged[Cdecl]<uint, ulong, ulong, uint, void*, int> onMatch, void* context);

    [LibraryImport(Library, EntryPoint = "hs_version")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial byte* Version();

    [LibraryImport(Library, EntryPoint = "hs_valid_platform")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ValidPlatform();

    [LibraryImport(Library, EntryPoint = "hs_populate_platform")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int PopulatePlatform(PlatformInfo* platform);

    /// <summary><c>hs_platform_info_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PlatformInfo
    {
        public uint Tune;
        public ulong CpuFeatures;
        public ulong Reserved1;
        public ulong Reserved2;
    }

    /// <summary><c>hs_compile_error_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct CompileError
    {
        public byte* Message;
        public int Expression;
    }
}
