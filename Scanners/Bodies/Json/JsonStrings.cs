using System.Numerics;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Bodies.Json;

/// <summary>The strings of JSON as <see cref="JsonFields"/> finds them, keys and values, at a fraction of the
/// cost.</summary>
/// <remarks>
/// Quotes and backslashes of sixty-four bytes become a bit mask each; what lies between them is never looked at.
/// Numbers
/// need no look either: no quote is in one.
/// </remarks>
internal ref struct JsonStrings(ReadOnlySpan<byte> body) : IPieceReader
{
    private const int Block = 64;

    private readonly ReadOnlySpan<byte> _body = body;
    private int _position;
    private int _block = -Block;
    private ulong _quotes;
    private ulong _backslashes;
    private ulong _marks;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>How many bytes may be read from the start of the string on.</summary>
    public int Readable { get; private set; }

    /// <summary>False when neither a digit nor a capital is in the string.</summary>
    public bool MayHaveMark { get; private set; }

    /// <inheritdoc/>
    public bool IsPiece { get; private set; }

    /// <inheritdoc/>
    public bool IsEncoded { get; private set; }

    /// <inheritdoc/>
    public bool MoveNext()
    {
        var start = Next(_position, backslashes: false) + 1;
        if (start > _body.Length)
        {
            return false;
        }

        var at = start;
        IsEncoded = false;
        while ((at = Next(at, backslashes: true)) < _body.Length && _body[at] == '\\')
        {
            IsEncoded = true;
            at += 2; // the escaped byte is part of the string whatever it is
        }

        var end = Math.Min(at, _body.Length);
        _position = Math.Min(end + 1, _body.Length);
        Raw = _body[start..end];
        Readable = _body.Length - start;
        MayHaveMark = start < _block
            || (end > start && _marks >> (start - _block) << (Block - Math.Min(end - start, Block)) != 0);
        IsPiece = !IsKey();
        return true;
    }

    /// <inheritdoc/>
    public readonly int Decode(Span<byte> destination) => EscapeDecoder.Decode(Raw, destination);

    private readonly bool IsKey()
    {
        var next = _position < _body.Length ? _body[_position] : (byte)0;
        return next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'
            ? JsonTokens.IsKey(_body, _position)
            : next == ':';
    }

    // The offset of the next quote, or backslash if wanted; at least the length of the body when there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(int at, bool backslashes)
    {
        while (at < _body.Length)
        {
            if ((uint)(at - _block) >= Block)
            {
                Load(at);
            }

            var marks = (backslashes ? _quotes | _backslashes : _quotes) >> (at - _block);
            if (marks != 0)
            {
                return at + BitOperations.TrailingZeroCount(marks);
            }

            at = _block + Block;
        }

        return _body.Length;
    }

    private void Load(int at)
    {
        _block = at;
        var bytes = LastBlock.LoadAt(_body, at, 0);
        _quotes = LaneMasks.Of(bytes, '"');
        _backslashes = LaneMasks.Of(bytes, '\\');
        _marks = LaneMasks.InRange(bytes, (byte)'0', (byte)'9') | LaneMasks.InRange(bytes, (byte)'A', (byte)'Z');
    }
}
