using System.Text;

namespace Pipelock.Transport.Upstream;

/// <summary>
/// Compares host names, case-insensitively in ASCII, and looks strings up by bytes without making a string.
/// </summary>
internal sealed class HostBytesComparer
    : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    public static HostBytesComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(string obj)
    {
        var hash = FnvOffset;
        foreach (var c in obj) hash = Step(hash, (byte)c);
        return (int)hash;
    }

    public bool Equals(ReadOnlySpan<byte> alternate, string other) => Ascii.EqualsIgnoreCase(alternate, other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = FnvOffset;
        foreach (var b in alternate) hash = Step(hash, b);
        return (int)hash;
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.ASCII.GetString(alternate).ToLowerInvariant();

    private static uint Step(uint hash, byte b) =>
        (hash ^ (uint)(b is >= (byte)'A' and <= (byte)'Z' ? b | 0x20 : b)) * FnvPrime;
}
