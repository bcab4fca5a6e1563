using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Finds the stretches of a text that could be base64, base32 or hexadecimal: all share base64's characters.</summary>
internal ref struct RunFinder
{
    private const int Step = CharacterClasses.BlockLength - TextTraitsReader.RunLength;

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    private readonly ReadOnlySpan<byte> _text;
    private int _position;

    /// <summary>Starts at the beginning of a text.</summary>
    internal RunFinder(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>The run found last, whole: its neighbours on both sides are not in the alphabet.</summary>
    internal ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next run of at least sixteen characters.</summary>
    internal bool MoveNext()
    {
        Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
        while (_position < _text.Length)
        {
            scoped ReadOnlySpan<byte> block = _text[_position..];
            if (block.Length < CharacterClasses.BlockLength)
            {
                last.Fill(CharacterClasses.Filler);
                block.CopyTo(last);
                block = last;
            }

            ulong mask = CharacterClasses.Base64Mask(ref MemoryMarshal.GetReference(block));
            ulong runs = CharacterClasses.RunsOfSixteen(mask);
            if (runs != 0)
            {
                int start = _position + BitOperations.TrailingZeroCount(runs);
                int length = _text[start..].IndexOfAnyExcept(Alphabet);
                Current = length < 0 ? _text[start..] : _text.Slice(start, length);
                _position = start + Current.Length;
                return true;
            }

            _position += Step;
        }

        return false;
    }
}
