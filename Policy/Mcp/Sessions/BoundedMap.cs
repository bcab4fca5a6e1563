using System.Runtime.InteropServices;

namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>A dictionary of bounded size that forgets what was put in, or touched, longest ago.</summary>
/// <remarks>
/// Every operation takes constant time; once it has grown to what is in use, none allocates. Not thread-safe.
/// </remarks>
/// <param name="capacity">Most entries; at least 1.</param>
internal sealed class BoundedMap<TValue>(int capacity)
{
    private const int None = -1;
    private readonly Dictionary<UInt128, int> _index = [];
    private Entry[] _entries = new Entry[Math.Min(capacity, 16)];
    private int _used;
    private int _free = None;
    private int _oldest = None;
    private int _newest = None;

    /// <summary>How many entries there are.</summary>
    public int Count => _index.Count;

    /// <summary>The value of <paramref name="key"/>; false when there is none.</summary>
    public bool TryGet(UInt128 key, out TValue value)
    {
        if (_index.TryGetValue(key, out var at))
        {
            value = _entries[at].Value;
            return true;
        }

        value = default!;
        return false;
    }

    /// <summary>The place of a value, made newest; a new entry holds the default value.</summary>
    /// <remarks>The reference is valid until the next call.</remarks>
    public ref TValue Touch(UInt128 key, out bool exists)
    {
        if (!_index.ContainsKey(key) && _index.Count == capacity)
            Remove(_entries[_oldest].Key, out _);
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, key, out exists);
        if (exists)
            Unlink(slot);
        else
            slot = Take(key);
        Link(slot);
        return ref _entries[slot].Value;
    }

    /// <summary>Forgets an entry; false when there was none.</summary>
    public bool Remove(UInt128 key, out TValue value)
    {
        if (!_index.Remove(key, out var at))
        {
            value = default!;
            return false;
        }

        Unlink(at);
        value = _entries[at].Value;
        _entries[at] = new Entry { Next = _free };
        _free = at;
        return true;
    }

    /// <summary>Changes entries in place; none becomes newer by it.</summary>
    /// <param name="change">Told each value; true when it changed it.</param>
    /// <returns>How many changed.</returns>
    public int Update(Change change)
    {
        var changed = 0;
        for (var at = _oldest; at != None; at = _entries[at].Next)
        {
            if (change(ref _entries[at].Value)) changed++;
        }

        return changed;
    }

    /// <summary>May change a value; true when it did.</summary>
    public delegate bool Change(ref TValue value);

    /// <summary>The entry that would be forgotten next; false when there is none.</summary>
    public bool TryPeekOldest(out UInt128 key, out TValue value)
    {
        if (_oldest == None)
        {
            (key, value) = (default, default!);
            return false;
        }

        (key, value) = (_entries[_oldest].Key, _entries[_oldest].Value);
        return true;
    }

    private int Take(UInt128 key)
    {
        var at = _free;
        if (at != None)
            _free = _entries[at].Next;
        else
            at = _used++;
        if (at == _entries.Length)
            Array.Resize(ref _entries, Math.Min(capacity, _entries.Length * 2));
        _entries[at] = new Entry { Key = key };
        return at;
    }

    private void Link(int at)
    {
        ref var entry = ref _entries[at];
        (entry.Previous, entry.Next) = (_newest, None);
        if (_newest != None)
            _entries[_newest].Next = at;
        else
            _oldest = at;
        _newest = at;
    }

    private void Unlink(int at)
    {
        var (previous, next) = (_entries[at].Previous, _entries[at].Next);
        if (previous != None)
            _entries[previous].Next = next;
        else
            _oldest = next;
        if (next != None)
            _entries[next].Previous = previous;
        else
            _newest = previous;
    }

    private struct Entry
    {
        public UInt128 Key;
        public TValue Value;
        public int Previous;
        public int Next;
    }
}
