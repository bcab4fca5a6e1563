using System.Numerics;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>Goes through the runs of one alphabet of an encoding, in the runs of a text that are wanted for it.</summary>
/// <param name="text">The text.</param>
/// <param name="alphabet">Characters of base64.</param>
/// <param name="wanted">The runs of the text.</param>
internal ref struct DecoderRuns<TDecoder>(ReadOnlySpan<byte> text, RunAlphabet alphabet, WantedRuns wanted)
    where TDecoder : struct, IRunDecoder
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<WantedRun> _wanted = wanted.Runs;
    private int _next;
    private int _at;  // what is left of the wanted run
    private int _end;
    private int _start;
    private int _length;

    /// <summary>The run found last.</summary>
    internal readonly EncodedRun Run => new(_text[_start..], _length);

    /// <summary>Goes to the next one.</summary>
    internal bool MoveNext()
    {
        while (TDecoder.IsWhole || !FindWithin())
        {
            var readings = TDecoder.Readings(alphabet);
            while (_next < _wanted.Length && (_wanted[_next].Readings & readings) == 0)
            {
                _next++;
            }

            if (_next == _wanted.Length)
            {
                return false;
            }

            ref readonly var run = ref _wanted[_next++];
            if (TDecoder.IsWhole)
            {
                (_start, _length) = (run.Start, run.Length);
                return true;
            }

            (_at, _end) = (run.Start, run.Start + run.Length);
        }

        return true;
    }

    private bool FindWithin()
    {
        for (; _end - _at >= TextTraitsReader.RunLength; _at += CharacterClasses.RunStep)
        {
            var members = alphabet.MaskAt(_text, _at);
            var runs = CharacterClasses.RunsOfSixteen(members);
            if (runs == 0)
            {
                continue;
            }

            var first = BitOperations.TrailingZeroCount(runs);
            if (_at + first >= _end)
            {
                break; // in another run
            }

            var inBlock = BitOperations.TrailingZeroCount(~(members >> first));
            _start = _at + first;
            _length = first + inBlock < CharacterClasses.BlockLength ? inBlock : Length();
            _at = _start + _length;
            return true;
        }

        _at = _end;
        return false;
    }

    // A run that reaches the end of its block may go on behind it.
    private readonly int Length()
    {
        var length = _text[_start.._end].IndexOfAnyExcept(alphabet.Characters);
        return length < 0 ? _end - _start : length;
    }
}
