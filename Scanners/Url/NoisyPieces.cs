using System.Buffers;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Pieces;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Url;

/// <summary>Puts together the pieces of a URL that are also to be read without their separators. Stateless.</summary>
internal static class NoisyPieces
{
    /// <summary>A piece shorter than this hides no secret by itself.</summary>
    private const int MinLength = UrlGathering.MinEncoded;

    // What the text scanner takes out by itself.
    private static readonly RunAlphabet s_textNoise = new("./ \t\r\n+,;|"u8);

    // What no escape is written in.
    private static readonly RunAlphabet s_token =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private static readonly SearchValues<byte> s_numberCharacters = SearchValues.Create("0123456789-./ \t\r\n+,;|"u8);

    /// <summary>The longer pieces that may be a secret with separators in it; false when there is none.</summary>
    /// <param name="fields">The pieces.</param>
    /// <param name="matcher">Tells what may match without its separators.</param>
    /// <param name="buffer">Takes them.</param>
    public static bool Gather(UrlFields fields, GluedMatcher matcher, GatherBuffer buffer)
    {
        buffer.Clear();
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (field.Length < MinLength)
                continue;

            var text = fields.Text(field);
            if (text.ContainsAny(s_textNoise.Characters) && MayBeCut(text) && MayMatch(text, matcher, buffer))
            {
                buffer.Add((byte)'&');
                buffer.Add(text);
            }

            if (IsSpelledOut(text))
            {
                buffer.Add((byte)'&');
                for (var at = 0; at < text.Length; at += 2)
                    buffer.Add(text[at]);
            }
        }

        return buffer.Length > 0;
    }

    // Coordinates and sentences have separators too, but no secret in them when those are taken out.
    private static bool MayBeCut(ReadOnlySpan<byte> text) =>
        GluedMatch.MayCount(text) && text.ContainsAnyExcept(s_numberCharacters) && !PlainText.IsPlainInLongWords(text);

    // What is short without its separators is decoded no further.
    private static bool MayMatch(ReadOnlySpan<byte> text, GluedMatcher matcher, GatherBuffer buffer)
    {
        var start = buffer.Length;
        buffer.AddWithout(text, s_textNoise);
        var stripped = buffer.Text[start..];
        var mayMatch = stripped.Length >= MinLength || stripped.ContainsAnyExcept(s_token.Characters)
            || matcher.MayMatch(stripped, [0..stripped.Length]);
        buffer.Remove(start, stripped.Length);
        return mayMatch;
    }

    // A-K-I-A: one and the same mark behind every character.
    private static bool IsSpelledOut(ReadOnlySpan<byte> text)
    {
        var mark = text[1];
        if (char.IsAsciiLetterOrDigit((char)mark))
            return false;

        for (var at = 1; at < text.Length; at += 2)
        {
            if (text[at] != mark)
                return false;
        }

        return true;
    }
}
