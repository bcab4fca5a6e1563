using System.Buffers;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners;

/// <summary>Finds a secret whose halves are in two texts of one JSON message, or of two in a row.</summary>
/// <remarks>
/// The last word of a text and the first word of a later one are put together, and matched where they look random.
/// Thread-safe; the memory is the session's.
/// </remarks>
internal sealed class SplitMessages(GluedMatcher matcher)
{
    private const int MinPiece = 3;
    private const int MinSecret = 16;
    private const int MaxTexts = 64;

    private static readonly SearchValues<byte> s_outside = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => b is <= 32 or >= 127 or (byte)'"' or (byte)'\''
            or (byte)'<' or (byte)'>' or (byte)'(' or (byte)')' or (byte)'{' or (byte)'}' or (byte)'\\' or (byte)',')]);

    [ThreadStatic]
    private static GatherBuffer? s_joined;

    /// <summary>Looks at a message together with what is remembered, and remembers it.</summary>
    internal Findings Scan(ReadOnlySpan<byte> json, MessagePieces pieces, ScanLayer layer, string where)
    {
        GatherBuffer joined = s_joined ??= new GatherBuffer();
        joined.Clear();
        var strings = new JsonStrings(json);
        Span<byte> decoded = stackalloc byte[MessagePieces.MaxLength];
        for (int i = 0; i < MaxTexts && strings.MoveNext(); i++)
        {
            if (!strings.IsPiece)
                continue;
            scoped ReadOnlySpan<byte> text = strings.Raw;
            if (strings.IsEncoded && text.Length <= decoded.Length)
                text = decoded[..EscapeDecoder.Decode(text, decoded)];
            Meet(text, pieces, joined);
        }

        if (joined.Length == 0)
            return Findings.None;
        Findings found = matcher.Match(joined.Text, layer, where);
        if (!found.IsClean)
            pieces.Clear();
        return found;
    }

    private static void Meet(scoped ReadOnlySpan<byte> text, MessagePieces pieces, GatherBuffer joined)
    {
        int end = text.IndexOfAny(s_outside);
        ReadOnlySpan<byte> head = end < 0 ? text : text[..end];
        bool isPiece = head.Length is >= MinPiece and < MessagePieces.MaxLength;
        for (int i = 0; isPiece && i < pieces.Count; i++)
        {
            ReadOnlySpan<byte> before = pieces.Latest(i);
            if (before.Length + head.Length < MinSecret)
                continue;
            joined.Add(before);
            joined.Add(head);
            joined.Add((byte)'\n');
        }

        if (end < 0 && isPiece && pieces.Count > 0 && pieces.Latest(0).Length + head.Length <= MessagePieces.MaxLength)
            pieces.Add(pieces.Latest(0), head);
        ReadOnlySpan<byte> tail = text[(text.LastIndexOfAny(s_outside) + 1)..];
        if (tail.Length is >= MinPiece and <= MessagePieces.MaxLength
            && (GluedMatch.MayCount(tail) || Randomness.CountAsPiece(tail) >= MinPiece))
            pieces.Add([], tail);
    }
}
