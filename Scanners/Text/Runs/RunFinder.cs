using System.Numerics;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>Finds the stretches of a text that consist of one alphabet's characters alone.</summary>
/// <param name="text">The text.</param>
/// <param name="alphabet">The characters.</param>
/// <param name="blocks">In which of its blocks runs lie.</param>
internal ref struct RunFinder(ReadOnlySpan<byte> text, RunAlphabet alphabet, RunBlocks blocks = default)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly RunBlocks _blocks = blocks;
    private int _start;
    private int _end;
    private int _block;     // where the block begins that is looked at
    private ulong _members; // those of it that are still to be looked at
    private int _next;      // where the next one may begin

    /// <summary>The run found last, whole: its neighbours on both sides are not in the alphabet.</summary>
    internal readonly ReadOnlySpan<byte> Current => _text[_start.._end];

    /// <summary>Where it begins.</summary>
    internal readonly int Start => _start;

    /// <summary>Where it ends.</summary>
    internal readonly int End => _end;

    /// <summary>The same with the text behind it.</summary>
    internal readonly EncodedRun Run => new(_text[_start..], _end - _start);

    /// <summary>Goes to the next run of at least sixteen characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MoveNext()
    {
        ulong runs;
        while ((runs = CharacterClasses.RunsOfSixteen(_members)) == 0)
        {
            _block = _blocks.Next(_next);
            if (_block >= _text.Length)
            {
                return false;
            }

            _members = alphabet.MaskAt(_text, _block);
            _next = _block + CharacterClasses.RunStep;
        }

        var first = BitOperations.TrailingZeroCount(runs);
        var end = first + BitOperations.TrailingZeroCount(~(_members >> first));
        _start = _block + first;
        _end = _block + end;
        if (end < CharacterClasses.BlockLength)
        {
            _members &= ulong.MaxValue << end;
        }
        else
        {
            _end = _next = EndBehind(_end);
            _members = 0;
        }

        return true;
    }

    // A run that reaches the end of its block may go on behind it.
    private readonly int EndBehind(int at)
    {
        var more = _text[at..].IndexOfAnyExcept(alphabet.Characters);
        return more < 0 ? _text.Length : at + more;
    }
}
