using System.Numerics;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Finds the stretches of a text that consist of one alphabet's characters alone.</summary>
internal ref struct RunFinder
{
    // Blocks overlap so that each run of sixteen lies in one of them whole.
    private const int Step = CharacterClasses.BlockLength - TextTraitsReader.RunLength;

    private readonly ReadOnlySpan<byte> _text;
    private readonly RunAlphabet _alphabet;
    private int _position;

    /// <summary>Starts at the beginning of a text.</summary>
    internal RunFinder(ReadOnlySpan<byte> text, RunAlphabet alphabet)
    {
        _text = text;
        _alphabet = alphabet;
    }

    /// <summary>The run found last, whole: its neighbours on both sides are not in the alphabet.</summary>
    internal readonly ReadOnlySpan<byte> Current => Run.Bytes;

    /// <summary>The same with the text behind it.</summary>
    internal EncodedRun Run { get; private set; }

    /// <summary>Goes to the next run of at least sixteen characters.</summary>
    internal bool MoveNext()
    {
        while (_position < _text.Length)
        {
            ulong members = _alphabet.Mask(_text[_position..]);
            ulong runs = CharacterClasses.RunsOfSixteen(members);
            if (runs != 0)
            {
                int first = BitOperations.TrailingZeroCount(runs);
                ReadOnlySpan<byte> rest = _text[(_position + first)..];
                Run = new EncodedRun(rest, Length(rest, BitOperations.TrailingZeroCount(~(members >> first)), first));
                _position = _text.Length - rest.Length + Run.Bytes.Length;
                return true;
            }

            _position += Step;
        }

        return false;
    }

    // A run that reaches the end of its block may go on behind it.
    private readonly int Length(ReadOnlySpan<byte> text, int inBlock, int first)
    {
        if (first + inBlock < CharacterClasses.BlockLength)
        {
            return inBlock;
        }

        int more = text[inBlock..].IndexOfAnyExcept(_alphabet.Characters);
        return more < 0 ? text.Length : inBlock + more;
    }
}
