using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Bodies.Json;

/// <summary>Joins the values of JSON that look random, with some of their neighbours on both sides.</summary>
/// <param name="body">The document.</param>
/// <param name="joined">Takes the words at the borders of values; one byte longer than the document.</param>
/// <param name="decoded">As long as the document.</param>
internal ref struct NearPieces(ReadOnlySpan<byte> body, Span<byte> joined, Span<byte> decoded)
{
    /// <summary>The mark of a secret is hardly cut into more pieces that look like words.</summary>
    private const int Neighbours = 6;

    /// <summary>No longer values are pieces of anything.</summary>
    private const int MaxShort = 2;

    /// <summary>So many of them in a row are pieces of something.</summary>
    internal const int ShortInRow = 4;

    private readonly ReadOnlySpan<byte> _body = body;
    private readonly Span<byte> _decoded = decoded;
    private WordChain _chain = new(joined);
    private Pieces _waiting; // the last ones, which nothing that looks random has followed yet
    private int _count;
    private int _left; // so many neighbours still belong to what looked random
    private int _shortInRow;

    /// <summary>Values that are too short to tell follow each other.</summary>
    internal bool HasShortPieces { get; private set; }

    /// <summary>Takes the value at which the strings stand.</summary>
    internal void Add(scoped in JsonStrings strings, bool isRandom)
    {
        var piece = new Piece(_body.Length - strings.Readable, strings.Raw.Length, strings.IsEncoded);
        _shortInRow = piece.Length <= MaxShort ? _shortInRow + 1 : 0;
        HasShortPieces |= _shortInRow >= ShortInRow;
        if (isRandom || _shortInRow >= ShortInRow)
        {
            Flush();
            Join(piece);
            _left = Neighbours;
        }
        else if (_left > 0)
        {
            Join(piece);
            _left--;
        }
        else
        {
            _waiting[_count++ % Neighbours] = piece;
        }
    }

    /// <summary>Ends the last chain; returns how many bytes were written.</summary>
    internal int Close()
    {
        _chain.Close();
        return _chain.Start;
    }

    private void Flush()
    {
        if (_count > Neighbours)
        {
            _chain.Close(); // some between were left out
        }

        for (var i = Math.Max(0, _count - Neighbours); i < _count; i++)
        {
            Join(_waiting[i % Neighbours]);
        }

        _count = 0;
    }

    private void Join(Piece piece)
    {
        var text = _body.Slice(piece.Start, piece.Length);
        if (piece.IsEncoded)
        {
            LineJoiner.Add(_decoded[..EscapeDecoder.Decode(text, _decoded)], ref _chain);
        }
        else
        {
            LineJoiner.Add(text, _body.Length - piece.Start, ref _chain);
        }
    }

    private readonly record struct Piece(int Start, int Length, bool IsEncoded);

    [InlineArray(Neighbours)]
    private struct Pieces
    {
        private Piece _element;
    }
}
