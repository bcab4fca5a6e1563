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
    internal ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next run of at least sixteen characters.</summary>
    internal bool MoveNext()
    {
        while (_position < _text.Length)
        {
            ulong runs = CharacterClasses.RunsOfSixteen(_alphabet.Mask(_text[_position..]));
            if (runs != 0)
            {
                int start = _position + BitOperations.TrailingZeroCount(runs);
                int length = _text[start..].IndexOfAnyExcept(_alphabet.Characters);
                Current = length < 0 ? _text[start..] : _text.Slice(start, length);
                _position = start + Current.Length;
                return true;
            }

            _position += Step;
        }

        return false;
    }
}
