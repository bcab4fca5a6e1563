using System.Buffers.Binary;
using System.Numerics;

namespace Pipelock.Scanners.Clearance;

/// <summary>Texts that were examined and found clean shortly before, so that the same ones need not be again.</summary>
/// <remarks>
/// Agents ask for the same few URLs all day and poll for answers that do not change. What is compared is the texts
/// themselves and no digest of them: one that differs in a single byte is examined. Each belongs to the engine that
/// examined it, so other rules begin with nothing. Every thread has its own, at most 64 KiB of each kind. Not
/// thread-safe.
/// </remarks>
public sealed class ClearedTexts
{
    private const int MaxUrl = 1024;
    private const int MaxAnswer = 4 * 1024;
    private const int UrlSlots = 64;
    private const int AnswerSlots = 16;

    /// <summary>A text this short is examined as fast as it is found here.</summary>
    private const int MinLength = sizeof(ulong);

    private const ulong Spread = 0x9E3779B97F4A7C15;

    [ThreadStatic]
    private static ClearedTexts? t_urls;

    [ThreadStatic]
    private static ClearedTexts? t_answers;

    private readonly Slot[] _slots;
    private readonly int _maxLength;

    /// <summary>Makes room, all of it empty.</summary>
    /// <param name="slots">How many texts are kept, at least one; a later one takes the place of an earlier.</param>
    /// <param name="maxLength">The longest text that is kept, in bytes.</param>
    internal ClearedTexts(int slots, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        _slots = new Slot[slots];
        _maxLength = maxLength;
    }

    /// <summary>The URLs that this thread has examined.</summary>
    public static ClearedTexts Urls => t_urls ??= new ClearedTexts(UrlSlots, MaxUrl);

    /// <summary>The whole answers that this thread has examined.</summary>
    public static ClearedTexts Answers => t_answers ??= new ClearedTexts(AnswerSlots, MaxAnswer);

    /// <summary>True when this very text was found clean.</summary>
    /// <param name="text">The text.</param>
    /// <param name="by">What examined it, and how it was read.</param>
    public bool Hold(ReadOnlySpan<byte> text, Examiner by)
    {
        if (!Keeps(text))
            return false;
        ref readonly var slot = ref _slots[Place(text)];
        return slot.By == by && slot.Length == text.Length && text.SequenceEqual(slot.Bytes.AsSpan(0, slot.Length));
    }

    /// <summary>Notes that a text was found clean.</summary>
    /// <param name="text">The text.</param>
    /// <param name="by">What examined it, and how it was read.</param>
    public void Add(ReadOnlySpan<byte> text, Examiner by)
    {
        if (!Keeps(text))
            return;
        ref var slot = ref _slots[Place(text)];
        var bytes = slot.Bytes ?? [];
        if (bytes.Length < text.Length)
            bytes = new byte[Math.Min(_maxLength, (int)BitOperations.RoundUpToPowerOf2((uint)text.Length))];
        text.CopyTo(bytes);
        slot = new Slot(by, bytes, text.Length);
    }

    private bool Keeps(ReadOnlySpan<byte> text) => text.Length >= MinLength && text.Length <= _maxLength;

    // Texts that differ elsewhere only share a place, and then the later one has it.
    private int Place(ReadOnlySpan<byte> text)
    {
        var mixed = (ulong)text.Length * Spread;
        mixed = (mixed ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * Spread;
        mixed = (mixed ^ BinaryPrimitives.ReadUInt64LittleEndian(text[((text.Length - MinLength) / 2)..])) * Spread;
        mixed = (mixed ^ BinaryPrimitives.ReadUInt64LittleEndian(text[^MinLength..])) * Spread;
        return (int)Math.BigMul(mixed, (ulong)_slots.Length, out _); // by the highest bits, which depend on all
    }

    private readonly record struct Slot(Examiner By, byte[]? Bytes, int Length);
}
