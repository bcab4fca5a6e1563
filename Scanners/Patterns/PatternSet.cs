using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Patterns;

/// <summary>Says which of many regular expressions a text matches, in one pass. Immutable and thread-safe.</summary>
/// <remarks>
/// Linear in the length of the text whatever the expressions are. What Hyperscan refuses is used as an approximation
/// and confirmed by an automaton without backtracking; what neither takes is refused when the set is built. A match
/// costs no allocation.
/// </remarks>
public sealed class PatternSet : IDisposable
{
    private const int WordBits = 64;
    private const int OnStack = 64;
    private const int CharsOnStack = 512;

    private readonly HyperscanDatabase? _database;
    private readonly Regex?[] _confirm;
    private readonly ImmutableArray<int> _slow;
    private readonly ImmutableArray<int> _always;

    private PatternSet(
        HyperscanDatabase? database, Regex?[] confirm, ImmutableArray<int> slow, ImmutableArray<int> always)
    {
        (_database, _confirm, _slow, _always) = (database, confirm, slow, always);
    }

    /// <summary>How many expressions there are.</summary>
    public int Count => _confirm.Length;

    /// <summary>How many words of 64 bits a result takes.</summary>
    public int Words => (Count + WordBits - 1) / WordBits;

    /// <summary>Compiles the expressions, or loads them compiled.</summary>
    /// <param name="patterns">The expressions; may be none.</param>
    /// <param name="cache">Where compiled ones are kept; null keeps them nowhere.</param>
    /// <exception cref="RuleLoadException">Lists every expression that cannot be used, with its position.</exception>
    public static PatternSet Build(ImmutableArray<PatternText> patterns, DatabaseCache? cache) =>
        new PatternSetCompiler(patterns, cache).Compile();

    /// <summary>Puts a compiled set together.</summary>
    /// <param name="database">What is matched in one pass; null when that is nothing.</param>
    /// <param name="confirm">By expression: what confirms it, or matches it alone.</param>
    /// <param name="slow">Expressions that only their automaton matches: they may match the empty text.</param>
    /// <param name="always">Expressions that every text matches.</param>
    internal static PatternSet Of(
        HyperscanDatabase? database, Regex?[] confirm, ImmutableArray<int> slow, ImmutableArray<int> always) =>
        new(database, confirm, slow, always);

    /// <summary>Whether <paramref name="matched"/> holds the expression at <paramref name="index"/>.</summary>
    public static bool Has(ReadOnlySpan<ulong> matched, int index) =>
        (matched[index / WordBits] >> (index % WordBits) & 1) != 0;

    /// <summary>Adds to <paramref name="matched"/> the expressions that <paramref name="text"/> matches.</summary>
    /// <param name="text">UTF-8, or anything else.</param>
    /// <param name="matched">A set of at least <see cref="Words"/> words, indexed as the expressions were
    /// given.</param>
    /// <returns>True when there was any.</returns>
    public bool Match(ReadOnlySpan<byte> text, Span<ulong> matched)
    {
        foreach (var index in _always)
            Set(matched, index);
        var any = !_always.IsEmpty;
        foreach (var index in _slow)
            any |= IsConfirmed(index, text, matched);
        if (_database is null)
            return any;
        HyperscanMatch[]? rented = null;
        var list = Count <= OnStack
            ? stackalloc HyperscanMatch[OnStack]
            : rented = ArrayPool<HyperscanMatch>.Shared.Rent(Count);
        // Every expression reports once at most, so the list holds them all.
        _database.Scan(text, list, out var count);
        foreach (var match in list[..count])
            any |= IsConfirmed((int)match.Id, text, matched);
        if (rented is not null)
            ArrayPool<HyperscanMatch>.Shared.Return(rented);
        return any;
    }

    /// <inheritdoc/>
    public void Dispose() => _database?.Dispose();

    private static void Set(Span<ulong> matched, int index) => matched[index / WordBits] |= 1UL << (index % WordBits);

    private bool IsConfirmed(int index, ReadOnlySpan<byte> text, Span<ulong> matched)
    {
        if (Has(matched, index))
            return true;
        if (_confirm[index] is { } regex && !IsMatch(regex, text))
            return false;
        Set(matched, index);
        return true;
    }

    private static bool IsMatch(Regex regex, ReadOnlySpan<byte> text)
    {
        char[]? rented = null;
        var chars = text.Length <= CharsOnStack
            ? stackalloc char[CharsOnStack]
            : rented = ArrayPool<char>.Shared.Rent(text.Length);
        for (var i = 0; i < text.Length; i++)
            chars[i] = text[i] < 0x80 ? (char)text[i] : (char)(PatternWriter.HighByteBase + text[i]);
        var isMatch = regex.IsMatch(chars[..text.Length]);
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        return isMatch;
    }
}
