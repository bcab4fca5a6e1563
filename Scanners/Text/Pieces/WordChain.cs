using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>The words that follow one another across breaks, at the end of the destination.</summary>
/// <param name="destination">As long as all words and one byte for each break between two of them.</param>
internal ref struct WordChain(Span<byte> destination)
{
    /// <summary>Shorter joined pieces hold neither a secret nor an encoding of one.</summary>
    internal const int MinLength = 16;

    private const int ShortestDate = 10;

    /// <summary>Twelve words of three letters: a phrase needs neither digits nor capitals.</summary>
    private const int ShortestPhrase = 47;

    private readonly Span<byte> _destination = destination;
    private int _end;

    /// <summary>Where the chain begins: what is before is done.</summary>
    public int Start { get; private set; }

    /// <summary>How many words the chain has.</summary>
    public int Words { get; private set; }

    /// <summary>Adds a word to the chain.</summary>
    public void Add(scoped ReadOnlySpan<byte> word)
    {
        word.CopyTo(_destination[_end..]);
        _end += word.Length;
        Words += word.IsEmpty ? 0 : 1;
    }

    /// <summary>Adds the first bytes of a text to the chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(scoped ReadOnlySpan<byte> text, int length)
    {
        // What is behind the word is written over by the next.
        PlainCopy.First(text, length, _destination[_end..]);
        _end += length;
        Words += length == 0 ? 0 : 1;
    }

    /// <summary>True when so many bytes more have room.</summary>
    public readonly bool Takes(int bytes) => _destination.Length - _end >= bytes;

    /// <summary>Adds some bytes of a block, closed up; what is behind them may be written over by the next.</summary>
    /// <param name="block">The block.</param>
    /// <param name="kept">All bits of each byte that is added.</param>
    /// <param name="words">How many words they are.</param>
    public void Add(Vector512<byte> block, Vector512<byte> kept, int words)
    {
        _end += ClosedUp.Write(block, kept, _destination[_end..]);
        Words += words;
    }

    /// <summary>Ends the chain with a word that may go on in it; where none is begun, it does not, nor does the time
    /// with which a line of a log begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CloseWith(scoped ReadOnlySpan<byte> word)
    {
        if (Words > 0 && _end - Start + word.Length >= MinLength && !IsTime(word))
        {
            Add(word);
            Close();
            return;
        }

        _end = Start;
        Words = 0;
    }

    /// <summary>Ends the chain; one word alone is in the text as it stands, and is left out.</summary>
    public void Close()
    {
        // The separator takes the room of the break between two words.
        if (Words >= 2 && _end - Start >= MinLength && MayCount(_destination[Start.._end]))
        {
            _destination[_end] = (byte)' ';
            Start = _end + 1;
        }

        _end = Start;
        Words = 0;
    }

    private static bool MayCount(ReadOnlySpan<byte> chain) =>
        chain.Length >= ShortestPhrase || GluedMatch.MayCount(chain);

    /// <summary>False when a chain of two words is left out.</summary>
    internal static bool MayCount(in EncodedRun first, in EncodedRun second) =>
        first.Length > 0 && second.Length > 0
        && (first.Length + second.Length >= ShortestPhrase || GluedMatch.MayCount(first, second));

    private static bool IsTime(ReadOnlySpan<byte> word) =>
        word.Length >= ShortestDate && char.IsAsciiDigit((char)word[0]) && KnownIdentifiers.IsTime(word);
}
