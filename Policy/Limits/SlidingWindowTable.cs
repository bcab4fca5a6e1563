namespace Pipelock.Policy.Limits;

/// <summary>Counts what each registrable domain used within the last minute, in constant memory.</summary>
/// <remarks>
/// <para>A set-associative table: a domain belongs to one set of <see cref="Ways"/> slots; a slot nothing was counted
/// in for a minute is free for another domain. When all slots of a set are live, further domains of that set share its
/// one overflow slot, and with it one limit: a flood of names can make strangers share, never make a count forgotten.
/// A domain that gets a slot of its own while the shared one is live starts with the shared count.</para>
/// <para>Thread-safe: one spin lock per set, held for some tens of nanoseconds. No call allocates. Time is any
/// monotonic clock in milliseconds, passed in.</para>
/// </remarks>
internal sealed class SlidingWindowTable
{
    /// <summary>Domains of one set that are counted separately.</summary>
    public const int Ways = 8;

    /// <summary>Sets of a table; with the overflow slots 1.2 MB, touched as it fills.</summary>
    public const int DefaultSets = 1024;

    private const int SlotsPerSet = Ways + 1;

    private readonly WindowSlot[] _slots;
    private readonly int[] _locks;
    private readonly int _mask;

    /// <summary>Creates the table; <paramref name="sets"/> is a power of two.</summary>
    public SlidingWindowTable(int sets = DefaultSets)
    {
        if (sets <= 0 || (sets & (sets - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(sets), sets, "must be a power of two");
        _slots = new WindowSlot[sets * SlotsPerSet];
        _locks = new int[sets];
        _mask = sets - 1;
    }

    /// <summary>Adds <paramref name="amount"/> if the total stays within <paramref name="limit"/>.</summary>
    /// <returns>0 when added; otherwise the seconds until it would fit, at least 1.</returns>
    public int TryAdd(ulong key, long amount, long limit, long now)
    {
        var set = Enter(key);
        try
        {
            ref var slot = ref Find(set, key, now);
            if (slot.Total() > limit - amount)
                return Seconds(slot.SlicesUntil(limit - amount), now);
            slot.Add(amount);
            return 0;
        }
        finally
        {
            Exit(set);
        }
    }

    /// <summary>Adds <paramref name="amount"/> whatever the total becomes.</summary>
    public void Add(ulong key, long amount, long now)
    {
        var set = Enter(key);
        Find(set, key, now).Add(amount);
        Exit(set);
    }

    /// <summary>Asks whether the total is below <paramref name="limit"/>, without adding.</summary>
    /// <returns>0 when it is; otherwise the seconds until it is, at least 1.</returns>
    public int CheckBelow(ulong key, long limit, long now)
    {
        var set = Enter(key);
        try
        {
            ref var slot = ref Find(set, key, now);
            return slot.Total() < limit ? 0 : Seconds(slot.SlicesUntil(limit - 1), now);
        }
        finally
        {
            Exit(set);
        }
    }

    private static int Seconds(int slices, long now)
    {
        var end = ((now / WindowSlot.SliceMilliseconds) + Math.Max(slices, 1)) * WindowSlot.SliceMilliseconds;
        return (int)Math.Max(1, (end - now + 999) / 1000);
    }

    private ref WindowSlot Find(int set, ulong key, long now)
    {
        var slice = now / WindowSlot.SliceMilliseconds;
        var slots = _slots.AsSpan(set * SlotsPerSet, SlotsPerSet);
        var free = -1;
        for (var i = 0; i < Ways; i++)
        {
            ref var slot = ref slots[i];
            if (slot.Key == key)
            {
                slot.Advance(slice);
                return ref slot;
            }

            if (free < 0 && slot.IsIdle(slice))
                free = i;
        }

        ref var overflow = ref slots[Ways];
        if (overflow.IsIdle(slice))
            overflow.Reset(free < 0 ? ulong.MaxValue : 0, slice);
        else
            overflow.Advance(slice);
        if (free < 0)
            return ref overflow;
        ref var fresh = ref slots[free];
        fresh.Reset(key, slice);
        if (overflow.Key != 0)
            fresh.Inherit(overflow);
        return ref fresh;
    }

    private int Enter(ulong key)
    {
        var set = (int)(key >> 32) & _mask;
        var spinner = default(SpinWait);
        while (Interlocked.CompareExchange(ref _locks[set], 1, 0) != 0)
            spinner.SpinOnce();
        return set;
    }

    private void Exit(int set) => Volatile.Write(ref _locks[set], 0);
}
