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
    private static readonly RunAlphabet TextNoise = new("./ \t\r\n+,;|"u8);

    // What no escape is written in.
    private static readonly RunAlphabet Token =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("0123456789-./ \t\r\n+,;|"u8);

    /// <summary>The longer pieces that may be a secret with separators in it; false when there is none.</summary>
    /// <param name="fields">The pieces.</param>
    /// <param name="matcher">Tells what may match without its separators.</param>
    /// <param name="buffer">Takes them.</param>
    public static bool Gather(UrlFields fields, GluedMatcher matcher, GatherBuffer buffer)
    {
        buffer.Clear();
        for (int i = 0; i < fields.Count; i++)
        {
            UrlField field = fields[i];
            if (field.Length < MinLength)
                continue;

            ReadOnlySpan<byte> text = fields.Text(field);
            if (text.ContainsAny(TextNoise.Characters) && MayBeCut(text) && MayMatch(text, matcher, buffer))
            {
                buffer.Add((byte)'&');
                buffer.Add(text);
            }

            if (IsSpelledOut(text))
            {
                buffer.Add((byte)'&');
                for (int at = 0; at < text.Length; at += 2)
                    buffer.Add(text[at]);
            }
        }

        return buffer.Length > 0;
    }

    // Coordinates and sentences have separators too, but no secret in them when those are taken out.
    private static bool MayBeCut(ReadOnlySpan<byte> text) =>
        GluedMatch.MayCount(text) && text.ContainsAnyExcept(NumberCharacters) && !PlainText.IsPlainInLongWords(text);

    // What is short without its separators is decoded no further.
    private static bool MayMatch(ReadOnlySpan<byte> text, GluedMatcher matcher, GatherBuffer buffer)
    {
        int start = buffer.Length;
        buffer.AddWithout(text, TextNoise);
        ReadOnlySpan<byte> stripped = buffer.Text[start..];
        bool mayMatch = stripped.Length >= MinLength || stripped.ContainsAnyExcept(Token.Characters)
            || matcher.MayMatch(stripped, [0..stripped.Length]);
        buffer.Remove(start, stripped.Length);
        return mayMatch;
    }

    // A-K-I-A: one and the same mark behind every character.
    private static bool IsSpelledOut(ReadOnlySpan<byte> text)
    {
        byte mark = text[1];
        if (char.IsAsciiLetterOrDigit((char)mark))
            return false;

        for (int at = 1; at < text.Length; at += 2)
        {
            if (text[at] != mark)
                return false;
        }

        return true;
    }
}
