using System.Collections.Frozen;
using System.Text;

namespace Pipelock.Scanners;

/// <summary>A set of names or words, compared without regard to ASCII case and without allocation.</summary>
internal sealed class NameSet
{
    private const int MaxLength = 128;

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _names;

    /// <summary>Takes the names in any case; none is longer than 128 characters.</summary>
    public NameSet(params IEnumerable<string> names) => _names = names
        .Select(n => n.Trim().ToLowerInvariant())
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a name is in the set.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => Find(name) is not null;

    /// <summary>The name in lower case, as it stands in the set; null when it is not there.</summary>
    public string? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxLength)
            return null;

        Span<char> lower = stackalloc char[MaxLength];
        return Ascii.ToLower(name, lower, out var length) == System.Buffers.OperationStatus.Done
            && _names.TryGetValue(lower[..length], out var known) ? known : null;
    }
}
