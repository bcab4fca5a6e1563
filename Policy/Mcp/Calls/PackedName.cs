using System.Text;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Names that compression and encryption make: a suffix behind the name of the file.</summary>
internal static class PackedName
{
    private static readonly byte[][] s_suffixes =
    [
        .. ".gz .bz2 .xz .zst .lz4 .lzma .br .z .zip .7z .rar .gpg .pgp .asc .age .enc .b64 .base64 .hex"
            .Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>The name before it was packed, however often: <c>crm.sql.gz.gpg</c> is <c>crm.sql</c>.</summary>
    public static ReadOnlySpan<byte> Unpacked(ReadOnlySpan<byte> name)
    {
        while (SuffixOf(name) is var length and > 0)
            name = name[..^length];
        return name;
    }

    private static int SuffixOf(ReadOnlySpan<byte> name)
    {
        foreach (var suffix in s_suffixes)
        {
            if (name.Length > suffix.Length && Ascii.EqualsIgnoreCase(name[^suffix.Length..], suffix))
                return suffix.Length;
        }

        return 0;
    }
}
