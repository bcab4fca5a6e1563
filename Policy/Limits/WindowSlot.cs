using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelock.Policy.Limits;

/// <summary>What one domain used in the running slices of the window. Two cache lines.</summary>
/// <remarks>
/// The window is sixty seconds, cut into twelve slices of five; the thirteenth slice is the one being filled. A total
/// over all thirteen covers every sixty-second span that ends now, so the sum never understates what was used.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct WindowSlot
{
    /// <summary>Length of the sliding window in milliseconds.</summary>
    public const int WindowMilliseconds = 60_000;

    /// <summary>Length of one slice in milliseconds: how late, at most, room becomes free again.</summary>
    public const int SliceMilliseconds = 5_000;

    /// <summary>Full slices in a window, and the one being filled.</summary>
    public const int Slices = (WindowMilliseconds / SliceMilliseconds) + 1;

    /// <summary>Hash of the domain; 0 marks a slot never used.</summary>
    public ulong Key;

    private long _slice;
    private Counters _counters;

    /// <summary>True when nothing recorded here can count any more.</summary>
    public readonly bool IsIdle(long slice) => Key == 0 || slice - _slice >= Slices;

    /// <summary>Starts the slot anew for another domain.</summary>
    public void Reset(ulong key, long slice)
    {
        Key = key;
        _slice = slice;
        _counters = default;
    }

    /// <summary>Takes over another slot's use, as the careful assumption about a domain that shared it.</summary>
    public void Inherit(in WindowSlot other)
    {
        _slice = other._slice;
        _counters = other._counters;
    }

    /// <summary>Forgets the slices that left the window; time never runs backwards here.</summary>
    public void Advance(long slice)
    {
        if (slice <= _slice)
            return;
        var passed = Math.Min(slice - _slice, Slices);
        for (var i = 1; i <= passed; i++)
            _counters[(int)((_slice + i) % Slices)] = 0;
        _slice = slice;
    }

    /// <summary>Adds to the slice being filled, saturating.</summary>
    public void Add(long amount)
    {
        ref var counter = ref _counters[(int)(_slice % Slices)];
        counter = counter > long.MaxValue - amount ? long.MaxValue : counter + amount;
    }

    /// <summary>Everything used within the window, saturating.</summary>
    public readonly long Total()
    {
        long total = 0;
        for (var i = 0; i < Slices; i++)
        {
            var counter = _counters[i];
            if (counter > long.MaxValue - total)
                return long.MaxValue;
            total += counter;
        }

        return total;
    }

    /// <summary>Slices that have to pass until the total has fallen to <paramref name="target"/> or below.</summary>
    public readonly int SlicesUntil(long target)
    {
        var total = Total();
        for (var age = 1; age <= Slices; age++)
        {
            if (total <= target)
                return age - 1;
            total -= _counters[(int)((_slice + age) % Slices)];
        }

        return Slices;
    }

    [InlineArray(Slices)]
    private struct Counters
    {
        private long _first;
    }
}
