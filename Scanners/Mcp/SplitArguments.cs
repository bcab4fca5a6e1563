using System.Buffers;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Mcp;

/// <summary>Finds a secret cut into several arguments, whatever their order and whatever stands between them.</summary>
/// <remarks>
/// Every ordered selection of two, three and four of the first pieces is put together and matched, as far as
/// <see cref="MaxText"/> goes. Only texts without blanks are pieces, and at least one must look random; ordinary calls
/// stop there. Not thread-safe.
/// </remarks>
internal sealed class SplitArguments(GluedMatcher matcher)
{
    private const int MaxPieces = 24;
    private const int MinPiece = 3; // shorter ones spell prefixes by chance: "SK" is a country
    private const int MaxPiece = 256;
    private const int MaxSelected = 4;

    /// <summary>The shortest secret of the rules that count here.</summary>
    private const int MinSecret = 16;

    /// <summary>The most text that is put together for one message.</summary>
    private const int MaxText = 64 * 1024;

    private static readonly SearchValues<byte> s_outside = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => b is <= 32 or >= 127 or (byte)'"' or (byte)'<'
            or (byte)'>' or (byte)'(' or (byte)')' or (byte)'{' or (byte)'}' or (byte)'\\')]);

    private readonly GatherBuffer _pieces = new();
    private readonly GatherBuffer _selections = new();
    private readonly (int Start, int Length)[] _places = new (int, int)[MaxPieces];
    private int _count;
    private bool _anyRandom;

    /// <summary>Forgets the pieces of the message before.</summary>
    internal void Clear()
    {
        _pieces.Clear();
        _count = 0;
        _anyRandom = false;
    }

    /// <summary>Notes a key or value, if it can be a piece of something.</summary>
    internal void Add(ReadOnlySpan<byte> value)
    {
        if (_count == MaxPieces || value.Length is < MinPiece or > MaxPiece || value.ContainsAny(s_outside))
            return;
        _places[_count++] = (_pieces.Length, value.Length);
        _pieces.Add(value);
        _anyRandom |= value.Length >= MinPiece * 2 && GluedMatch.MayCount(value);
    }

    /// <summary>Matches the selections and adds what they spell.</summary>
    internal void Scan(ref FindingSet found)
    {
        if (_count < 2 || !_anyRandom)
            return;
        _selections.Clear();
        Span<int> chosen = stackalloc int[MaxSelected];
        for (var size = 2; size <= MaxSelected; size++)
            Select(chosen[..size], 0);
        var spelled = matcher.Match(_selections.Text, ScanLayer.McpInput, "several arguments together");
        for (var i = 0; i < spelled.Count; i++)
            found.Add(spelled[i]);
    }

    private void Select(Span<int> chosen, int filled)
    {
        if (_selections.Length >= MaxText)
            return;
        if (filled == chosen.Length)
        {
            Append(chosen);
            return;
        }

        for (var piece = 0; piece < _count; piece++)
        {
            if (chosen[..filled].Contains(piece))
                continue;
            chosen[filled] = piece;
            Select(chosen, filled + 1);
        }
    }

    private void Append(ReadOnlySpan<int> chosen)
    {
        var length = 0;
        foreach (var piece in chosen)
            length += _places[piece].Length;
        if (length < MinSecret)
            return;
        foreach (var piece in chosen)
            _selections.Add(_pieces.Text.Slice(_places[piece].Start, _places[piece].Length));
        _selections.Add((byte)'\n');
    }
}
