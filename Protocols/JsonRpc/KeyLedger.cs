using Pipelock.Protocols.Json;

namespace Pipelock.Protocols.JsonRpc;

/// <summary>
/// Remembers the keys of the objects that are open and tells at the end of each whether two are equal.
/// </summary>
/// <remarks>
/// Kept per thread, so that it allocates nothing once grown. Keys are compared by a seeded hash, and by their text
/// where that is equal; objects of many keys are sorted, so the work stays n log n.
/// </remarks>
internal sealed class KeyLedger
{
    private const int MaxKept = 64 * 1024;
    private const int SmallObject = 12;

    /// <summary>More keys of one hash than chance makes; they are taken for equal.</summary>
    private const int MaxSameHash = 8;

    [ThreadStatic]
    private static KeyLedger? t_idle;

    private LedgerKey[] _keys = new LedgerKey[64];
    private int[] _objects = new int[16];
    private int _keyCount;
    private int _objectCount;

    /// <summary>The ledger of this thread, empty.</summary>
    internal static KeyLedger Rent()
    {
        var ledger = t_idle ?? new KeyLedger();
        t_idle = null;
        ledger._keyCount = 0;
        ledger._objectCount = 0;
        return ledger;
    }

    /// <summary>Gives it back, unless it has grown large.</summary>
    internal void Return()
    {
        if (_keys.Length <= MaxKept)
            t_idle = this;
    }

    /// <summary>An object begins.</summary>
    internal void Open()
    {
        if (_objectCount == _objects.Length)
            Array.Resize(ref _objects, _objectCount * 2);
        _objects[_objectCount++] = _keyCount;
    }

    /// <summary>A key of the innermost object.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the key begins in it, behind the quote.</param>
    /// <param name="length">Its length as written.</param>
    /// <param name="isEscaped">Whether escapes are in it.</param>
    internal void Add(ReadOnlySpan<byte> text, int start, int length, bool isEscaped)
    {
        if (_keyCount == _keys.Length)
            Array.Resize(ref _keys, _keyCount * 2);
        var key = text.Slice(start, length);
        var hash = LedgerKey.HashOf(isEscaped ? JsonText.Unescape(key) : key);
        _keys[_keyCount++] = new LedgerKey(hash, start, length);
    }

    /// <summary>The innermost object ends; true when two of its keys are equal.</summary>
    internal bool CloseSeesTwins(ReadOnlySpan<byte> text)
    {
        var start = _objects[--_objectCount];
        var keys = _keys.AsSpan(start, _keyCount - start);
        _keyCount = start;
        return keys.Length <= SmallObject ? HaveTwins(keys, text) : SortedHaveTwins(keys, text);
    }

    private static bool HaveTwins(ReadOnlySpan<LedgerKey> keys, ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (keys[i].Hash == keys[j].Hash && AreEqual(keys[i], keys[j], text))
                    return true;
            }
        }

        return false;
    }

    private static bool SortedHaveTwins(Span<LedgerKey> keys, ReadOnlySpan<byte> text)
    {
        keys.Sort();
        for (var i = 1; i < keys.Length; i++)
        {
            for (var j = i - 1; j >= 0 && keys[j].Hash == keys[i].Hash; j--)
            {
                if (i - j > MaxSameHash || AreEqual(keys[i], keys[j], text))
                    return true;
            }
        }

        return false;
    }

    private static bool AreEqual(LedgerKey one, LedgerKey other, ReadOnlySpan<byte> text)
    {
        var first = text.Slice(one.Start, one.Length);
        var second = text.Slice(other.Start, other.Length);
        return first.SequenceEqual(second) || JsonText.Unescape(first).SequenceEqual(JsonText.Unescape(second));
    }
}
