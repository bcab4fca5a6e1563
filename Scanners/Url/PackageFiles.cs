using System.Buffers;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Recognises the files of Debian's archive: <c>libqt6bodymovin6_6.4.2-1+deb12u1_amd64.deb</c>, a name, a version and a
/// processor. Names and versions have numbers in the middle of words, as random text has.
/// </summary>
internal static class PackageFiles
{
    private const int Longest = 96;

    /// <summary>No word of a name or a version is longer.</summary>
    private const int LongestPart = 27;

    // Debian Policy §5.6.1 and §5.6.12.
    private static readonly SearchValues<byte> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789+.-~"u8);

    private static readonly SearchValues<byte> s_ends = SearchValues.Create("+.-~"u8);

    /// <summary>Whether a piece of a path is the name of such a file.</summary>
    public static bool Is(ReadOnlySpan<byte> segment)
    {
        if (segment.Length > Longest || !(segment.EndsWith(".deb"u8) || segment.EndsWith(".udeb"u8)))
            return false;

        var version = segment.IndexOf((byte)'_');
        var processor = segment.LastIndexOf((byte)'_');
        return version > 1 && processor > version + 1 && char.IsAsciiDigit((char)segment[version + 1])
            && IsName(segment[..version]) && IsName(segment[(version + 1)..processor])
            && IsProcessor(segment[(processor + 1)..segment.LastIndexOf((byte)'.')]);
    }

    private static bool IsName(ReadOnlySpan<byte> text)
    {
        if (text.ContainsAnyExcept(s_name))
            return false;

        for (int end; text.Length > LongestPart; text = text[(end + 1)..])
        {
            end = text.IndexOfAny(s_ends);
            if (end is < 0 or > LongestPart)
                return false;
        }

        return true;
    }

    private static bool IsProcessor(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("all"u8) || name.SequenceEqual("amd64"u8) || name.SequenceEqual("i386"u8)
            || name.SequenceEqual("arm64"u8) || name.SequenceEqual("armhf"u8) || name.SequenceEqual("armel"u8)
            || name.SequenceEqual("riscv64"u8) || name.SequenceEqual("ppc64el"u8) || name.SequenceEqual("s390x"u8);
}
