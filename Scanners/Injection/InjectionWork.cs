using System.Buffers;
using Pipelock.Scanners.Injection.Gate;

namespace Pipelock.Scanners.Injection;

/// <summary>The memory one scan works in; kept per thread, so that a clean scan allocates nothing.</summary>
internal sealed class InjectionWork
{
    private const int MaxKept = 1024 * 1024;

    [ThreadStatic]
    private static InjectionWork? t_idle;

    private byte[] _plain = [];
    private byte[] _folded = [];
    private byte[] _variant = [];
    private Hit[] _hits = new Hit[64];

    /// <summary>What the search for phrases notes.</summary>
    internal GateWork Gate { get; } = new();

    /// <summary>How many hits are noted.</summary>
    internal int HitCount { get; set; }

    /// <summary>The hits noted so far.</summary>
    internal ReadOnlySpan<Hit> Hits => _hits.AsSpan(0, HitCount);

    /// <summary>Memory for the text without its structure.</summary>
    internal Span<byte> Plain(int length) => Ensure(ref _plain, length);

    /// <summary>Memory for the plain form.</summary>
    internal Span<byte> Folded(int length) => Ensure(ref _folded, length);

    /// <summary>Memory for a variant of the plain form.</summary>
    internal Span<byte> Variant(int length) => Ensure(ref _variant, length);

    /// <summary>Memory of this thread that is not in use.</summary>
    internal static InjectionWork Rent()
    {
        var work = t_idle ?? new InjectionWork();
        t_idle = null;
        return work;
    }

    /// <summary>Gives it back.</summary>
    internal void Return()
    {
        Trim(ref _plain);
        Trim(ref _folded);
        Trim(ref _variant);
        t_idle = this;
    }

    /// <summary>Notes a hit.</summary>
    internal void Add(Hit hit)
    {
        if (HitCount == _hits.Length)
            Array.Resize(ref _hits, HitCount * 2);
        _hits[HitCount++] = hit;
    }

    /// <summary>Brings the hits into the order of their ends.</summary>
    internal void SortHits() => _hits.AsSpan(0, HitCount).Sort(static (a, b) => a.End.CompareTo(b.End));

    private static Span<byte> Ensure(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            if (buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }

        return buffer;
    }

    private static void Trim(ref byte[] buffer)
    {
        if (buffer.Length <= MaxKept)
            return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}
