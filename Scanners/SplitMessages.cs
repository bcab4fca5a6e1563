using System.Buffers;
using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners;

/// <summary>Finds a secret whose halves are in two texts of one JSON message, or of two in a row.</summary>
/// <remarks>
/// The last word of a text and the first word of a later one are put together, and matched where they look random;
/// where both are written in an encoding, they are decoded, too. The line that begins a key has blanks of its own.
/// Texts of one character each, as of keys that are pressed, are put together as they come, texts of one word each also
/// from the last to the first.
/// Thread-safe; the memory is the session's.
/// </remarks>
internal sealed class SplitMessages(GluedMatcher matcher, TextScanner text)
{
    private const int MinPiece = 3;
    private const int MinSecret = 16;
    private const int MaxTexts = 64;

    private static readonly SearchValues<byte> s_outside = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => b is <= 32 or >= 127 or (byte)'"' or (byte)'\''
            or (byte)'<' or (byte)'>' or (byte)'(' or (byte)')' or (byte)'{' or (byte)'}' or (byte)'\\' or (byte)',')]);

    /// <summary>Shorter pieces of an encoded text are words.</summary>
    private const int MinEncoded = 12;

    /// <summary>From the first dash of a key's BEGIN line to its last (RFC 7468 §2), and some more.</summary>
    private const int MaxKeyLine = 48;

    private static readonly SearchValues<byte> s_encoded = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-"u8);

    [ThreadStatic]
    private static GatherBuffer? t_joined;

    [ThreadStatic]
    private static GatherBuffer? t_decodable;

    /// <summary>The longest number in front of a piece: "[part 12 of 20] ".</summary>
    private const int MaxNumber = 24;

    /// <summary>The longest words in front of a piece: "second half ".</summary>
    private const int MaxLabel = 16;

    private static readonly SearchValues<byte> s_numberEnds = SearchValues.Create(":)]>|"u8);

    private static readonly SearchValues<byte> s_numberBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 #/([.-_"u8);

    /// <summary>Looks at a message together with what is remembered, and remembers it. What has no strings is one
    /// text.</summary>
    internal Findings Scan(ReadOnlySpan<byte> json, MessagePieces pieces, ScanLayer layer, string where)
    {
        var joined = t_joined ??= new GatherBuffer();
        joined.Clear();
        var decodable = t_decodable ??= new GatherBuffer();
        decodable.Clear();
        var isTyped = false;
        var strings = new JsonStrings(json);
        Span<byte> decoded = stackalloc byte[MessagePieces.MaxLength];
        if (!json.Contains((byte)'"'))
            Meet(json, pieces, joined, decodable);
        for (var i = 0; i < MaxTexts && strings.MoveNext(); i++)
        {
            if (!strings.IsPiece)
                continue;
            scoped ReadOnlySpan<byte> value = strings.Raw;
            if (value.Length == 1)
            {
                pieces.Type(value[0]);
                isTyped = true;
                continue;
            }

            if (strings.IsEncoded && value.Length <= decoded.Length)
                value = decoded[..EscapeDecoder.Decode(value, decoded)];
            Meet(value, pieces, joined, decodable);
        }

        JoinRow(pieces.Row, joined);
        JoinRow(pieces.RowBackwards, joined);
        if (isTyped && pieces.Typed.Length >= MinSecret)
            Join(pieces.Typed, [], joined);
        if (joined.Length == 0)
            return Findings.None;
        var found = matcher.Match(joined.Text, layer, where);
        if (found.IsClean && decodable.Length > 0)
            found = text.Scan(decodable.Text, layer, where, TextViews.Joined);
        if (!found.IsClean)
            pieces.Clear();
        return found;
    }

    private static void Meet(
        scoped ReadOnlySpan<byte> text, MessagePieces pieces, GatherBuffer joined, GatherBuffer decodable)
    {
        text = WithoutLabel(WithoutNumber(text));
        var end = text.IndexOfAny(s_outside);
        var head = end < 0 ? text : text[..end];
        var isEncoded = head.Length >= MinEncoded && !head.ContainsAnyExcept(s_encoded);
        if (isEncoded)
            head = head[..Math.Min(head.Length, MessagePieces.MaxLength - 1)];
        var isPiece = head.Length is >= MinPiece and < MessagePieces.MaxLength;
        for (var i = 0; i < pieces.Count; i++)
        {
            var before = pieces.Latest(i);
            if (before.StartsWith("-----"u8))
                Join(before, text[..Math.Min(text.Length, MaxKeyLine)], joined);
            else if (isPiece && before.Length + head.Length >= MinSecret)
                Join(before, head, joined);
            if (isEncoded && before.Length >= MinEncoded && !before.ContainsAnyExcept(s_encoded))
                Join(before, head, decodable);
        }

        if (end < 0 && isPiece && pieces.Count > 0 && pieces.Latest(0).Length + head.Length <= MessagePieces.MaxLength)
            pieces.Add(pieces.Latest(0), head);
        if (end < 0 && isPiece)
        {
            AddToRow(pieces.Row, head, joined);
            AddToRow(pieces.RowBackwards, head, joined);
        }
        else
        {
            pieces.Row.Clear();
            pieces.RowBackwards.Clear();
        }

        var tail = Tail(text);
        if (tail.Length is >= MinPiece and <= MessagePieces.MaxLength && (GluedMatch.MayCount(tail)
            || Randomness.CountAsPiece(tail) >= MinPiece || tail.StartsWith("-----"u8)))
            pieces.Add([], tail);
    }

    private static void AddToRow(MessageRow row, ReadOnlySpan<byte> piece, GatherBuffer joined)
    {
        if (!row.Takes(piece.Length))
            JoinRow(row, joined);
        row.Add(piece);
    }

    private static void JoinRow(MessageRow row, GatherBuffer joined)
    {
        if (row.Text.Length >= MinSecret && GluedMatch.MayCount(row.Text))
            Join(row.Text, [], joined);
    }

    // "part 2: …", "[2/3] …", "#2) …": the piece begins behind its number.
    private static ReadOnlySpan<byte> WithoutNumber(ReadOnlySpan<byte> text)
    {
        var near = text[..Math.Min(text.Length, MaxNumber)];
        var end = near.IndexOfAny(s_numberEnds);
        var isNumber = end > 0 && end + 1 < text.Length && near[..end].ContainsAnyInRange((byte)'0', (byte)'9')
            && !near[..end].ContainsAnyExcept(s_numberBytes);
        return isNumber ? text[(end + 1)..].TrimStart((byte)' ') : text;
    }

    // "a …", "part A …": one or two short words, and nothing but a long piece behind them.
    private static ReadOnlySpan<byte> WithoutLabel(ReadOnlySpan<byte> text)
    {
        var near = text[..Math.Min(text.Length, MaxLabel)];
        var end = near.LastIndexOf((byte)' ');
        var piece = text[(end + 1)..];
        var isLabel = end > 0 && piece.Length >= MinEncoded && !piece.ContainsAny(s_outside)
            && !near[..end].ContainsAnyExcept(s_numberBytes);
        return isLabel ? piece : text;
    }

    private static ReadOnlySpan<byte> Tail(ReadOnlySpan<byte> text)
    {
        var near = text[Math.Max(0, text.Length - MaxKeyLine)..];
        if (near.LastIndexOf("-----B"u8) is >= 0 and var line)
            return near[line..];
        var tail = text[(text.LastIndexOfAny(s_outside) + 1)..];
        return tail.Length > MessagePieces.MaxLength && !tail.ContainsAnyExcept(s_encoded)
            ? tail[^MessagePieces.MaxLength..] : tail;
    }

    private static void Join(ReadOnlySpan<byte> before, ReadOnlySpan<byte> head, GatherBuffer joined)
    {
        joined.Add(before);
        joined.Add(head);
        joined.Add((byte)'\n');
    }
}
