using System.Numerics;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Finds the words of a gate in a text, however many there are.</summary>
/// <remarks>
/// Every match that Hyperscan reports is a call back into managed code, which costs more than the search itself where
/// words are as common as these. So Hyperscan is left those that may stand anywhere and those of other scripts; words
/// that begin where a word begins, and single signs, are found by a walk over the text. Immutable and thread-safe.
/// </remarks>
internal sealed class WordFinder : IDisposable
{
    private readonly WordTable _table;
    private readonly RunAlphabet _first; // signs that branches begin with
    private readonly RunAlphabet _awaited; // all others: those that count only behind what they follow
    private readonly bool _walks;
    private readonly GateWord[]?[] _bySign = new GateWord[]?[byte.MaxValue + 1];
    private readonly GateWord[] _elsewhere; // by the number Hyperscan knows them by
    private readonly HyperscanDatabase? _database;

    /// <summary>Prepares the search for some words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="cache">Keeps what was compiled.</param>
    public WordFinder(GateWord[] words, DatabaseCache? cache)
    {
        _table = new WordTable(words);
        var elsewhere = new List<GateWord>();
        foreach (var word in words)
        {
            if (word.IsSign)
                _bySign[word.Bytes[0]] = [.. _bySign[word.Bytes[0]] ?? [], word];
            else if (!WordTable.Takes(word))
                elsewhere.Add(word);
        }

        _first = new RunAlphabet(Signs(beginBranches: true));
        _awaited = new RunAlphabet(Signs(beginBranches: false));
        _walks = !_table.IsEmpty || Array.Exists(words, word => word.IsSign);
        _elsewhere = [.. elsewhere];
        var expressions = new HyperscanExpression[_elsewhere.Length];
        for (var i = 0; i < expressions.Length; i++)
        {
            expressions[i] = new HyperscanExpression(
                HyperscanLiteral.Escape(_elsewhere[i].Bytes), HyperscanFlags.Caseless, (uint)i);
        }

        if (expressions.Length > 0)
            _database = DatabaseCache.GetOrCompile(cache, expressions, HyperscanMode.Block);
    }

    /// <summary>
    /// Shows all words to <paramref name="work"/>: each one before those that begin where it ends, or later.
    /// </summary>
    public void Find(ReadOnlySpan<byte> text, GateWork work)
    {
        var matches = _database is null ? [] : work.Scan(_database, text);
        var shown = _walks ? Walk(text, matches, work) : 0;
        Show(text, matches[shown..], int.MaxValue, work);
    }

    /// <inheritdoc/>
    public void Dispose() => _database?.Dispose();

    private byte[] Signs(bool beginBranches)
    {
        Span<byte> signs = stackalloc byte[_bySign.Length];
        var count = 0;
        for (var sign = 0; sign < _bySign.Length; sign++)
        {
            if (_bySign[sign] is { } words && Array.Exists(words, word => !word.First.IsEmpty) == beginBranches)
                signs[count++] = (byte)sign;
        }

        return signs[..count].ToArray();
    }

    // How many of the matches were shown in between.
    private int Walk(ReadOnlySpan<byte> text, ReadOnlySpan<HyperscanMatch> matches, GateWork work)
    {
        var shown = 0;
        var nextEnd = EndOf(matches, 0, text.Length);
        ulong letterBefore = 0;
        for (var at = 0; at < text.Length; at += CharacterClasses.BlockLength)
        {
            var block = LastBlock.LoadAt(text, at, 0); // no word has this byte
            var letters = LaneMasks.Letters(block);
            var starts = letters & ~((letters << 1) | letterBefore);
            letterBefore = letters >> (CharacterClasses.BlockLength - 1);
            var awaited = _awaited.Mask(block);
            var until = work.SignsUntil - at;
            var left = starts | _first.Mask(block) | (awaited & Below(until)) | At(nextEnd - at);
            for (; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                if (nextEnd <= at + bit)
                {
                    shown += Show(text, matches[shown..], at + bit, work);
                    nextEnd = EndOf(matches, shown, text.Length);
                    left |= At(nextEnd - at);
                }

                if (((starts >> bit) & 1) != 0)
                    _table.Show(text, at + bit, work);
                else if (_bySign[text[at + bit]] is { } signs)
                    ShowSign(signs, text, at + bit, work);
                if (work.SignsUntil - at == until)
                    continue;
                until = work.SignsUntil - at;
                left |= awaited & Below(until) & (~0UL << bit);
            }
        }

        return shown;
    }

    // The signs of a block that begin before a place in it.
    private static ulong Below(int until) =>
        until <= 0 ? 0 : until >= CharacterClasses.BlockLength ? ulong.MaxValue : (1UL << until) - 1;

    // What ends with the text is shown behind all of it.
    private static int EndOf(ReadOnlySpan<HyperscanMatch> matches, int index, int length) =>
        index < matches.Length && (int)matches[index].To < length ? (int)matches[index].To : int.MaxValue;

    private static ulong At(int place) => (uint)place < CharacterClasses.BlockLength ? 1UL << place : 0;

    private static void ShowSign(GateWord[] signs, ReadOnlySpan<byte> text, int at, GateWork work)
    {
        foreach (var word in signs)
        {
            if ((!word.First.IsEmpty || work.AwaitsSign(at + 1)) && word.IsWhole(text, at + 1))
                work.See(word, text, at + 1);
        }
    }

    // Those that end up to here; how many these are.
    private int Show(ReadOnlySpan<byte> text, ReadOnlySpan<HyperscanMatch> matches, int limit, GateWork work)
    {
        var shown = 0;
        for (; shown < matches.Length && (int)matches[shown].To <= limit; shown++)
        {
            var word = _elsewhere[(int)matches[shown].Id];
            var end = (int)matches[shown].To;
            if (word.IsWhole(text, end))
                work.See(word, text, end);
        }

        return shown;
    }
}
