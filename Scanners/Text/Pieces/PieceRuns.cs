using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Goes from piece to piece of a text by bit masks, and has those put together that equal separators may hold
/// together as a secret.</summary>
/// <remarks>
/// Logs and tables have as many digits and capitals as a cut secret, but short fields and different separators between
/// them. Nothing would come of what is passed over here.
/// </remarks>
internal ref struct PieceRuns
{
    private const int Block = CharacterClasses.BlockLength;
    private const int MinLength = WordChain.MinLength;
    private const int MinToken = MinLength + MinMarks; // three pieces with what stands within tokens between them
    private const int MinMarks = 2;
    private const uint None = PieceGap.None;
    private const uint Loose = PieceGap.Loose;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _destination;
    private int _written;
    private int _cutStart;   // the pieces of a run that may be cut up themselves
    private int _cutEnd;
    private int _foundStart; // what was found last, as it may go on
    private int _foundEnd;

    private PieceRuns(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        _text = text;
        _destination = destination;
    }

    /// <summary>Writes the chains of a text.</summary>
    /// <returns>How many bytes were written.</returns>
    internal static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var runs = new PieceRuns(text, destination);
        runs.Walk();
        runs.Flush();
        return runs._written;
    }

    // All that is asked at every piece stands here, and is kept in registers.
    private void Walk()
    {
        var text = _text;
        var lead = 0;     // the piece before the one before
        var start = 0;    // the one before
        var end = 0;
        var key = None;  // the run: what stands between its pieces
        uint loose = 0;
        var longest = 0;
        var runLead = 0;  // the piece before it
        var runStart = 0;
        var runEnd = 0;
        var count = 0;
        var length = 0;
        var dashed = 0;   // the end of the last block with dashes
        ulong carry = 0;  // the lowest bit: the block before ends within a piece
        for (var at = 0; at <= text.Length; at += Block)
        {
            var isInside = carry != 0;
            var edges = Edges(LastBlock.LoadAt(text, at, 0), ref carry, out var dashes);
            dashed = dashes != 0 ? at + Block : dashed;
            for (; edges != 0; edges &= edges - 1)
            {
                var edge = at + BitOperations.TrailingZeroCount(edges);
                isInside = !isInside;
                if (!isInside)
                {
                    end = edge;
                    var piece = end - start;
                    if (key != None && piece <= longest)
                    {
                        count++;
                        length += piece;
                        runEnd = end;
                    }
                    else if (key != None)
                    {
                        if (length >= MinLength || _cutEnd > 0)
                        {
                            Close(key | loose, count, runLead, runStart, runEnd);
                        }

                        key = None;
                        length = 0;
                    }

                    if (piece >= MinToken && dashed > start && MayBeCut(start, end))
                    {
                        _cutStart = _cutEnd == 0 ? WithWord(lead, start) : _cutStart;
                        _cutEnd = end;
                    }
                }
                else
                {
                    var next = PieceGap.Key(text, end, ref edge);
                    if ((next & ~Loose) != key || next == None)
                    {
                        if (length >= MinLength || _cutEnd > 0)
                        {
                            Close(key | loose, count, runLead, runStart, runEnd);
                        }

                        key = next & ~Loose;
                        loose = 0;
                        longest = SeparatedPieces.Longest((byte)key);
                        var takes = key != None && end - start <= longest;
                        count = takes ? 1 : 0;
                        length = takes ? end - start : 0;
                        runLead = takes ? lead : edge;
                        runStart = takes ? start : edge;
                    }

                    if ((next & Loose) != 0)
                    {
                        loose = Loose;
                        length += MinLength;
                    }

                    lead = next == None ? edge : start;
                    start = edge;
                }
            }
        }

        if (length >= MinLength || _cutEnd > 0)
        {
            Close(key | loose, count, runLead, runStart, runEnd);
        }
    }

    // Where pieces begin and end: letters and digits, and dashes and underscores behind them. The sum carries each
    // first dash to the end of its row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Edges(Vector512<byte> bytes, ref ulong carry, out ulong dashes)
    {
        var words = LaneMasks.Letters(bytes) | LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
        dashes = LaneMasks.Of(bytes, '-') | LaneMasks.Of(bytes, '_');
        var pieces = words | (dashes & ~(dashes + (dashes & ((words << 1) | carry))));
        var edges = pieces ^ ((pieces << 1) | carry);
        carry = pieces >> (Block - 1);
        return edges;
    }

    // Ends a run of pieces, with the one before them; its last piece may begin another.
    private void Close(uint key, int count, int lead, int start, int end)
    {
        var least = SeparatedPieces.Least((byte)key);
        if (count >= least && MayCount(start, end)
            && new ChainCargo(least).MayBeIn(_text, start, end, 0, (key & Loose) != 0))
        {
            Found(WithWord(lead, start), end);
        }

        if (_cutEnd > 0)
        {
            Found(_cutStart, _cutEnd);
            _cutEnd = 0;
        }
    }

    // What fits a block is told at once: most of a sentence has neither digits nor capitals.
    private readonly bool MayCount(int start, int end) =>
        end - start > ChainCargo.MostAtOnce || GluedMatch.MayCount(new EncodedRun(_text[start..], end - start));

    private void Found(int start, int end)
    {
        // KEY-----, cut up: pieces of dashes alone may follow.
        var most = Math.Min(_text.Length, end + SeparatedPieces.MaxLength);
        while (end < most && SplitLanes.IsSeparator(_text[end]))
        {
            end++;
        }

        if (start >= _foundEnd)
        {
            Flush();
            _foundStart = start;
        }

        _foundStart = Math.Min(_foundStart, start);
        _foundEnd = Math.Max(_foundEnd, end);
    }

    private void Flush()
    {
        if (_foundEnd > _foundStart)
        {
            _written += SplitChains.FromRegion(_text[_foundStart.._foundEnd], _destination[_written..]);
            _foundStart = _foundEnd;
        }
    }

    // A piece between blanks that is cut by dashes, or by one of its own characters over and over.
    private readonly bool MayBeCut(int start, int end)
    {
        var run = new EncodedRun(_text[start..], end - start);
        var dashes = Count(run, '-');
        var lines = Count(run, '_');
        return dashes + lines >= MinMarks && GluedMatch.MayCount(run) && !SplitChains.IsNumber(run.Bytes)
            && ((dashes >= MinMarks
                    && new ChainCargo(MinMarks + 1).MayBeIn(_text, start, end, (byte)'-', isLoose: false))
                || (lines >= MinMarks
                    && new ChainCargo(MinMarks + 1).MayBeIn(_text, start, end, (byte)'_', isLoose: false))
                || (Math.Max(dashes, lines) > MinMarks && SplitChains.MayBeThinned(run.Bytes)));
    }

    private static int Count(in EncodedRun run, char mark) =>
        run.Length <= Block && run.Text.Length >= Block
            ? BitOperations.PopCount(LaneMasks.Of(LastBlock.LoadAt(run.Text, 0, 0), mark) << (Block - run.Length))
            : run.Bytes.Count((byte)mark);

    // The word before a chain may belong to it; nothing else does.
    private readonly int WithWord(int lead, int start)
    {
        var before = _text[lead..start];
        var blank = before.IndexOf((byte)' ');
        return blank > 0 && SeparatedPieces.IsWord(before[..blank]) ? lead : start;
    }
}
