using System.Buffers;
using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Text.Pieces;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Bodies;

/// <summary>Puts the fields of a body one after the other, to see what was cut into several of them.</summary>
/// <remarks>
/// Values are read as lines by <see cref="LineJoiner"/>: only the words at the borders are joined, so a
/// body of prose costs next to nothing and spells nothing new. Not thread-safe.
/// </remarks>
internal sealed class FieldText
{
    private byte[] _decoded = [];
    private byte[] _joined = [];

    /// <summary>The words that go over the borders of fields. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> Join<TReader>(ref TReader fields, int bodyLength)
        where TReader : IPieceReader, allows ref struct
    {
        // Separators take the room of the syntax between fields.
        Ensure(ref _joined, bodyLength + 1);
        var chain = new WordChain(_joined);
        var pieces = 0;
        while (fields.MoveNext())
        {
            if (fields.IsPiece)
            {
                scoped ReadOnlySpan<byte> value = fields.IsEncoded ? Decode(ref fields) : fields.Raw;
                LineJoiner.Add(value, ref chain);
                pieces++;
            }
        }

        chain.Close();
        return pieces < 2 ? default : _joined.AsSpan(0, chain.Start);
    }

    /// <summary>The same of JSON, around values that look random, and behind them what looks random.</summary>
    /// <remarks>
    /// A cut secret has pieces that look random, but for those of its mark; short pieces do not look like anything.
    /// Words, numbers, times and UUIDs far from any of these are left out. What looks random are names and values, end
    /// to end, and before them each value behind its own name.
    /// </remarks>
    /// <param name="body">The document.</param>
    /// <param name="knowsWords">Words and numbers may be pieces as well: all values are joined.</param>
    /// <param name="first">No string that begins before it looks random.</param>
    /// <returns>What goes over the borders of values, and behind it what looks random. Valid until the next
    /// call.</returns>
    internal JoinedPieces JoinJson(ReadOnlySpan<byte> body, bool knowsWords, int first = 0)
    {
        var room = body.Length + 1;
        Ensure(ref _joined, 3 * room);
        Ensure(ref _decoded, body.Length);
        var near = new NearPieces(body, _joined.AsSpan(0, room), _decoded);
        var pairs = _joined.AsSpan(room, room);
        var row = new WordChain(_joined.AsSpan(2 * room, room));
        var pairsLength = 0;
        var judge = new DigestJudge();
        ReadOnlySpan<byte> name = default;
        var strings = new JsonStrings(body);
        while (strings.MoveNext())
        {
            var raw = strings.Raw;
            var isRandom = strings.MayHaveMark && strings.Readable <= body.Length - first
                && RandomPiece.Is(raw, strings.Readable);
            if (isRandom)
                judge.Add(new EncodedRun(body[^strings.Readable..], raw.Length));
            var isPiece = isRandom && raw.Length <= RandomPiece.MaxLength;
            if (isPiece)
                LineJoiner.Add(raw, strings.Readable, ref row);
            if (!strings.IsPiece)
            {
                name = raw.Length > RandomPiece.MaxLength ? default : raw;
                continue;
            }

            if (isPiece && !name.IsEmpty)
            {
                var word = LineJoiner.FirstWord(raw);
                name.CopyTo(pairs[pairsLength..]);
                word.CopyTo(pairs[(pairsLength + name.Length)..]);
                pairsLength += name.Length + word.Length;
                pairs[pairsLength++] = (byte)' ';
            }

            name = default;
            near.Add(strings, knowsWords || isRandom);
        }

        row.Close();
        var words = near.Close();
        var length = words;
        if (pairsLength + row.Start >= WordChain.MinLength)
        {
            pairs[..pairsLength].CopyTo(_joined.AsSpan(words));
            _joined.AsSpan(2 * room, row.Start).CopyTo(_joined.AsSpan(words + pairsLength));
            length += pairsLength + row.Start;
        }

        var areDigests = !knowsWords && judge.AreDigests && !near.HasShortPieces;
        return new JoinedPieces(_joined.AsSpan(0, length), words, areDigests);
    }

    /// <summary>The decoded value of one field. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> Decode<TReader>(scoped ref TReader field)
        where TReader : IPieceReader, allows ref struct
    {
        Ensure(ref _decoded, field.Raw.Length);
        return _decoded.AsSpan(0, field.Decode(_decoded));
    }

    /// <summary>Gives the memory back.</summary>
    internal void Release()
    {
        Ensure(ref _decoded, 0);
        Ensure(ref _joined, 0);
    }

    private static void Ensure(ref byte[] buffer, int length)
    {
        if (length != 0 && buffer.Length >= length)
        {
            return;
        }

        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = length == 0 ? [] : ArrayPool<byte>.Shared.Rent(length);
    }
}
