using System.Collections.Frozen;
using System.Text;

namespace Pipelock.Scanners.Headers;

/// <summary>A set of field names, compared case-insensitively (RFC 9110 §5.1) and without allocation.</summary>
internal sealed class NameSet
{
    private const int MaxLength = 128;

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _names;

    /// <summary>Takes the names in any case.</summary>
    public NameSet(IEnumerable<string> names) => _names = names
        .Select(n => n.Trim().ToLowerInvariant())
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a name is in the set.</summary>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxLength)
            return false;

        Span<char> lower = stackalloc char[MaxLength];
        return Ascii.ToLower(name, lower, out int length) == System.Buffers.OperationStatus.Done
            && _names.Contains(lower[..length]);
    }
}
