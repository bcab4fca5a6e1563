using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>The words that stand where a word of a text begins, found by their first letters.</summary>
/// <remarks>
/// The key of a word is what its first four bytes have of letters before anything else, so that one look-up at the
/// beginning of every word of a text tells which ones may stand there. Immutable and thread-safe.
/// </remarks>
internal sealed class WordTable
{
    private const int KeyLength = sizeof(uint);
    private const uint LowerCase = 0x20202020;
    private const uint Spread = 0x9E3779B1;
    /// <summary>The key of a free slot: every other one has a letter.</summary>
    private const uint NoKey = 0;

    private const int SlotsPerKey = 2;

    /// <summary>Bits that tell a letter of either case from the others.</summary>
    private const int LetterBits = 5;

    private readonly Slot[] _slots;
    private readonly Member[]?[] _byPair = new Member[]?[1 << (2 * LetterBits)]; // those that two letters may begin
    private readonly Member[] _members; // those of one key in a row
    private readonly int _shift;

    /// <summary>Enters those of <paramref name="words"/> that <see cref="Takes"/> accepts.</summary>
    public WordTable(GateWord[] words)
    {
        var entries = Entries(words);
        var bits = BitOperations.Log2((uint)Math.Max(1, CountKeys(entries) * SlotsPerKey)) + 1;
        _shift = (8 * sizeof(uint)) - bits;
        _slots = new Slot[1 << bits];
        _members = new Member[entries.Count];
        for (int first = 0, end; first < _members.Length; first = end)
        {
            var key = entries[first].Key;
            for (end = first; end < _members.Length && entries[end].Key == key; end++)
                _members[end] = Member.Of(entries[end].Word);
            var at = Hash(key);
            while (_slots[at].Key != NoKey)
                at = Next(at);
            _slots[at] = new Slot(key, checked((ushort)first), (ushort)(end - first));
        }

        foreach (var word in words)
        {
            IsEmpty &= !Takes(word);
            if (!Takes(word) || !IsPair(word))
                continue;
            ref var pairs = ref _byPair[Pair(Key(word.Bytes))];
            pairs = [.. pairs ?? [], Member.Of(word)];
        }
    }

    /// <summary>True for a word of ASCII that begins with letters, before which there is none.</summary>
    public static bool Takes(GateWord word) =>
        word.StartsWord && Ascii.IsValid(word.Bytes)
        && (Letters(word.Bytes) > 1 || (Letters(word.Bytes) == 1 && (word.EndsWord || word.Bytes.Length > 1)));

    /// <summary>There is no word in it.</summary>
    public bool IsEmpty { get; } = true;

    /// <summary>Shows <paramref name="work"/> the words that stand where a word of a text begins.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where its word begins.</param>
    /// <param name="work">Sees the words.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Show(ReadOnlySpan<byte> text, int at, GateWork work)
    {
        var here = text[at..];
        var beginning = Beginning(here);
        var key = Key((uint)beginning);
        if (_byPair[Pair(key)] is { } members)
            Show(members, beginning, text, at, work);
        ReadOnlySpan<Slot> slots = _slots;
        for (var i = Hash(key); i < (uint)slots.Length; i = Next(i))
        {
            ref readonly var slot = ref slots[(int)i];
            if (slot.Key == key)
                Show(_members.AsSpan(slot.First, slot.Count), beginning, text, at, work);
            if (slot.Key == key || slot.Key == NoKey)
                return;
        }
    }

    private static void Show(
        ReadOnlySpan<Member> members, ulong beginning, ReadOnlySpan<byte> text, int at, GateWork work)
    {
        foreach (ref readonly var member in members)
        {
            if (member.Begins(beginning) && member.StandsIn(text[at..]))
                work.See(member.Word, text, at + member.Length);
        }
    }

    // In the order of the keys; those of one key in the order of the words.
    private static List<Entry> Entries(GateWord[] words)
    {
        var entries = new List<Entry>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!Takes(words[i]))
                continue;
            foreach (var key in KeysOf(words[i]))
                entries.Add(new Entry(key, i, words[i]));
        }

        entries.Sort(static (one, other) =>
            one.Key != other.Key ? one.Key.CompareTo(other.Key) : one.Index.CompareTo(other.Index));
        return entries;
    }

    private static int CountKeys(List<Entry> sorted)
    {
        var count = 0;
        for (var i = 0; i < sorted.Count; i++)
            count += i == 0 || sorted[i].Key != sorted[i - 1].Key ? 1 : 0;
        return count;
    }

    // As a key such a word would be one of hundreds.
    private static bool IsPair(GateWord word) =>
        !word.EndsWord && word.Bytes.Length == 2 && Letters(word.Bytes) == word.Bytes.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pair(uint key)
    {
        const uint Letter = (1 << LetterBits) - 1;
        return (int)(((key & Letter) << LetterBits) | ((key >> 8) & Letter));
    }

    private static IEnumerable<uint> KeysOf(GateWord word)
    {
        var bytes = word.Bytes;
        if (IsPair(word))
            yield break;
        yield return Key(bytes);
        if (word.EndsWord || bytes.Length >= KeyLength || Letters(bytes) < bytes.Length)
            yield break;
        for (var next = (byte)'a'; next <= 'z'; next++)
            yield return Key([.. bytes, next]);
    }

    private static int Letters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiLetter((char)text[count]))
            count++;
        return count;
    }

    private static uint Key(ReadOnlySpan<byte> word) => Key((uint)Beginning(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Key(uint first)
    {
        var lower = first | LowerCase;
        // The highest bit of every byte that is no letter.
        const uint Highest = 0x80808080;
        var low = lower & ~Highest;
        var other = (~(low + (0x80 - 'a') * 0x01010101u) | (low + (0x7F - 'z') * 0x01010101u) | first) & Highest;
        return other == 0 ? lower : lower & ((1u << (BitOperations.TrailingZeroCount(other) & ~7)) - 1);
    }

    // The first bytes, as one number; what a text does not have is zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Beginning(ReadOnlySpan<byte> text) =>
        text.Length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(text) : Short(text);

    private static ulong Short(ReadOnlySpan<byte> text)
    {
        ulong first = 0;
        for (var i = 0; i < text.Length; i++)
            first |= (ulong)text[i] << (8 * i);
        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Hash(uint key) => (key * Spread) >> _shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Next(uint slot) => (slot + 1) & (uint)(_slots.Length - 1);

    /// <param name="Word">The word.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="EndsWord">No letter may stand behind it.</param>
    /// <param name="First">Its first bytes, as one number.</param>
    /// <param name="Letters">The bit of the case in each of these that is a letter.</param>
    /// <param name="Relevant">All bits of these.</param>
    private readonly record struct Member(
        GateWord Word, int Length, bool EndsWord, ulong First, ulong Letters, ulong Relevant)
    {
        private const int AtOnce = sizeof(ulong);

        public static Member Of(GateWord word)
        {
            ReadOnlySpan<byte> bytes = word.Bytes;
            var first = bytes[..Math.Min(bytes.Length, AtOnce)];
            ulong letters = 0;
            for (var i = 0; i < first.Length; i++)
                letters |= char.IsAsciiLetter((char)first[i]) ? (ulong)(LowerCase & 0xFF) << (8 * i) : 0;
            var relevant = ulong.MaxValue >> (8 * (AtOnce - first.Length));
            return new Member(word, bytes.Length, word.EndsWord, Beginning(first) | letters, letters, relevant);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Begins(ulong text) => ((text | Letters) & Relevant) == First;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool StandsIn(ReadOnlySpan<byte> text)
        {
            if (Length >= text.Length)
                return Length == text.Length && HasRest(text);
            return !(EndsWord && char.IsAsciiLetter((char)text[Length])) && HasRest(text);
        }

        private bool HasRest(ReadOnlySpan<byte> text) => Length <= AtOnce
            || Ascii.EqualsIgnoreCase(text[AtOnce..Length], Word.Bytes.AsSpan(AtOnce));
    }

    /// <remarks>An object: lists of structures are compiled anew at each start.</remarks>
    private sealed record Entry(uint Key, int Index, GateWord Word);

    private readonly record struct Slot(uint Key, ushort First, ushort Count);
}
