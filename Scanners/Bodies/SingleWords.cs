using System.Runtime.CompilerServices;
using Pipelock.Scanners.Bodies.Json;

namespace Pipelock.Scanners.Bodies;

/// <summary>
/// The single words among the fields of a body, one behind the other. Of JSON all of them, and those of each name, so
/// that <c>[{"i":0,"w":"cat"},{"i":1,"w":"swing"}]</c> reads as <c>cat swing</c>.
/// </summary>
/// <remarks>The words of a wallet's phrase have three to eight letters (BIP-39); any other value ends a row.</remarks>
internal static class SingleWords
{
    private const int LeastWords = 12;
    private const int MostWords = 512;
    private const int Shortest = 3;
    private const int Longest = 8;

    /// <summary>Of a phrase hardly a word comes twice.</summary>
    private const int LeastDifferent = 9;

    [ThreadStatic]
    private static Row[]? t_rows;

    [ThreadStatic]
    private static GatherBuffer? t_found;

    /// <summary>The rows that are long enough, with a line break between them; valid until the next call.</summary>
    internal static ReadOnlySpan<byte> OfJson(ReadOnlySpan<byte> json)
    {
        if (!WordValues.Suffice(json, isMarkup: false, LeastWords, LeastDifferent))
            return [];
        var rows = Rows();
        ReadOnlySpan<byte> name = default;
        var strings = new JsonStrings(json);
        while (strings.MoveNext())
        {
            if (!strings.IsPiece)
            {
                name = strings.Raw;
                continue;
            }

            var isWord = IsWord(strings.Raw);
            if (isWord || strings.Raw.Length >= Shortest)
                rows[0].Add(strings.Raw, isWord);
            if (RowOf(rows, json, name, isWord) is { } own)
                own.Add(strings.Raw, isWord);
        }

        return Found(rows);
    }

    /// <summary>The same of the texts between tags.</summary>
    internal static ReadOnlySpan<byte> OfMarkup(ReadOnlySpan<byte> markup)
    {
        if (!WordValues.Suffice(markup, isMarkup: true, LeastWords, LeastDifferent))
            return [];
        var rows = Rows();
        var texts = new MarkupFields(markup);
        while (texts.MoveNext())
        {
            var text = texts.Raw.Trim(" \t\r\n"u8);
            var isWord = IsWord(text);
            if (isWord || text.Length >= Shortest)
                rows[0].Add(text, isWord);
        }

        return Found(rows);
    }

    private static Row[] Rows()
    {
        var rows = t_rows ??= [.. Enumerable.Range(0, 4).Select(_ => new Row())];
        foreach (var row in rows)
            row.Clear();
        return rows;
    }

    private static ReadOnlySpan<byte> Found(Row[] rows)
    {
        var found = t_found ??= new GatherBuffer();
        found.Clear();
        foreach (var row in rows)
        {
            if (row.Words < LeastWords)
                continue;
            found.Add(row.Text);
            found.Add("\n-- a \n"u8); // a word that no phrase has
        }

        return found.Text;
    }

    private static Row? RowOf(Row[] rows, ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, bool isWord)
    {
        Row? free = null;
        for (var i = 1; i < rows.Length; i++)
        {
            if (rows[i].Words > 0 && json[rows[i].Name].SequenceEqual(name))
                return rows[i];
            if (rows[i].Words == 0)
                free ??= rows[i];
        }

        if (!isWord || free is null || name.IsEmpty || !json.Overlaps(name, out var start))
            return null;
        free.Name = start..(start + name.Length);
        return free;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWord(ReadOnlySpan<byte> value)
    {
        if (value.Length is < Shortest or > Longest)
            return false;
        foreach (var b in value)
        {
            if (!char.IsAsciiLetter((char)b))
                return false;
        }

        return true;
    }

    private sealed class Row
    {
        private readonly GatherBuffer _text = new();

        public Range Name { get; set; }

        public int Words { get; private set; }

        public ReadOnlySpan<byte> Text => _text.Text;

        public void Clear()
        {
            Words = 0;
            _text.Clear();
        }

        // What ends a row that is long enough leaves it as it is.
        public void Add(ReadOnlySpan<byte> value, bool isWord)
        {
            if (!isWord && Words < LeastWords)
                Clear();
            if (!isWord || Words == MostWords)
                return;
            _text.Add(value);
            _text.Add((byte)' ');
            Words++;
        }
    }
}
