using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Url;

/// <summary>Tells which pieces of a URL without escapes are plain, several of them at a time.</summary>
/// <remarks>
/// What stands between the pieces is no part of a word or a number, so a block that begins with a piece tells the same
/// of each that lies in it as a look at that piece alone does.
/// </remarks>
/// <param name="url">The URL; its pieces are asked for in order.</param>
internal ref struct PlainPieces(ReadOnlySpan<byte> url)
{
    private const int Block = CharacterClasses.BlockLength;

    private readonly ReadOnlySpan<byte> _url = url;
    private int _start = -Block;
    private ulong _odd;

    /// <summary>Whether a piece is plain (<see cref="PlainText.IsPlain(ReadOnlySpan{byte}, int)"/>).</summary>
    /// <param name="piece">A part of the URL.</param>
    public bool IsPlain(scoped ReadOnlySpan<byte> piece)
    {
        var length = piece.Length;
        // Behind a capital at the end the next piece would be taken for the next word.
        if (length is 0 or >= Block || char.IsAsciiLetterUpper((char)piece[^1]) || !_url.Overlaps(piece, out var start))
            return PlainText.IsPlain(piece, length);

        if (start + length > _start + Block)
        {
            _start = start;
            _odd = PlainText.Odd(_url[start..]);
        }

        return (_odd >> (start - _start) & ((1UL << length) - 1)) == 0
            || (length == KnownIdentifiers.UuidLength && KnownIdentifiers.MatchUuid(piece) > 0);
    }
}
