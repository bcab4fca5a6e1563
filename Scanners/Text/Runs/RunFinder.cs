using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>Finds the stretches of a text that consist of one alphabet's characters alone.</summary>
/// <param name="text">The text.</param>
/// <param name="alphabet">The characters.</param>
internal ref struct RunFinder(ReadOnlySpan<byte> text, RunAlphabet alphabet)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _start;
    private int _position; // where the run found last ends

    /// <summary>The run found last, whole: its neighbours on both sides are not in the alphabet.</summary>
    internal readonly ReadOnlySpan<byte> Current => _text.Slice(_start, _position - _start);

    /// <summary>Where it begins.</summary>
    internal readonly int Start => _start;

    /// <summary>The same with the text behind it.</summary>
    internal readonly EncodedRun Run => new(_text[_start..], _position - _start);

    /// <summary>Goes to the next run of at least sixteen characters.</summary>
    internal bool MoveNext()
    {
        while (_position < _text.Length)
        {
            ulong members = _position + CharacterClasses.BlockLength <= _text.Length
                ? alphabet.Mask(ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), _position))
                : alphabet.Mask(_text[_position..]);
            ulong runs = CharacterClasses.RunsOfSixteen(members);
            if (runs != 0)
            {
                int first = BitOperations.TrailingZeroCount(runs);
                int inBlock = BitOperations.TrailingZeroCount(~(members >> first));
                _start = _position + first;
                _position = first + inBlock < CharacterClasses.BlockLength ? _start + inBlock : End(_start + inBlock);
                return true;
            }

            _position += CharacterClasses.RunStep;
        }

        _position = _start = _text.Length;
        return false;
    }

    // A run that reaches the end of its block may go on behind it.
    private readonly int End(int at)
    {
        int more = _text[at..].IndexOfAnyExcept(alphabet.Characters);
        return more < 0 ? _text.Length : at + more;
    }
}
