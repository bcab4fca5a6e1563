using System.Globalization;
using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>The library that this process loaded.</summary>
public static unsafe class HyperscanLibrary
{
    /// <summary>Version and build date as the library words them.</summary>
    /// <exception cref="HyperscanMissingException">The library is not installed, or cannot run on this CPU.</exception>
    public static string Version
    {
        get
        {
            EnsureLoaded();
            return Marshal.PtrToStringUTF8((nint)HyperscanNative.Version()) ?? "";
        }
    }

    /// <summary>CPU tuning and features that compiled databases depend on, as hexadecimal numbers.</summary>
    /// <exception cref="HyperscanMissingException">The library is not installed, or cannot run on this CPU.</exception>
    public static string Platform
    {
        get
        {
            EnsureLoaded();
            HyperscanNative.PlatformInfo info = default;
            Check("hs_populate_platform", HyperscanNative.PopulatePlatform(&info));
            return string.Create(CultureInfo.InvariantCulture, $"{info.Tune:x}-{info.CpuFeatures:x}");
        }
    }

    /// <summary>Turns the loader's failure into advice; cheap once it has succeeded.</summary>
    internal static void EnsureLoaded()
    {
        int code;
        try
        {
            code = HyperscanNative.ValidPlatform();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new HyperscanMissingException(e);
        }

        // HS_ARCH_ERROR: the x86 builds need SSSE3.
        if (code != HyperscanNative.Success)
            throw new HyperscanMissingException(new HyperscanException("hs_valid_platform", code));
    }

    /// <summary>Throws for any code but success.</summary>
    internal static void Check(string call, int code)
    {
        if (code != HyperscanNative.Success)
            throw new HyperscanException(call, code);
    }
}
