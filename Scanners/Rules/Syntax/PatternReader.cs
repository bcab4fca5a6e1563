using System.Globalization;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>A position in a pattern, and what can be said about the text there.</summary>
internal sealed class PatternReader(string text)
{
    /// <summary>Character offset of what comes next.</summary>
    public int Position { get; private set; }

    /// <summary>Nothing comes next.</summary>
    public bool AtEnd => Position >= text.Length;

    /// <summary>The next character, or U+0000 at the end.</summary>
    public char Peek => AtEnd ? '\0' : text[Position];

    /// <summary>Whether <paramref name="expected"/> comes next.</summary>
    public bool Sees(string expected) =>
        string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    /// <summary>Steps over <paramref name="expected"/> if it comes next.</summary>
    public bool Take(string expected)
    {
        if (AtEnd || !Sees(expected))
            return false;
        Position += expected.Length;
        return true;
    }

    /// <summary>Takes the next code point.</summary>
    public int TakeRune()
    {
        if (AtEnd)
            throw Error("the pattern ends too early");
        var rune = char.IsSurrogatePair(text, Position) ? char.ConvertToUtf32(text, Position) : text[Position];
        Position += rune > char.MaxValue ? 2 : 1;
        return rune;
    }

    /// <summary>Takes the text up to <paramref name="end"/> and steps over that too.</summary>
    public string TakeUntil(string end, string otherwise)
    {
        var stop = text.IndexOf(end, Position, StringComparison.Ordinal);
        if (stop < 0)
            throw Error(otherwise);
        var taken = text[Position..stop];
        Position = stop + end.Length;
        return taken;
    }

    /// <summary>Takes everything that is left.</summary>
    public string TakeRest()
    {
        var taken = text[Position..];
        Position = text.Length;
        return taken;
    }

    /// <summary>Takes a decimal number if one comes next; -1 if none does.</summary>
    public int TakeNumber()
    {
        var start = Position;
        while (char.IsAsciiDigit(Peek))
            Position++;
        if (start == Position)
            return -1;
        return int.TryParse(text.AsSpan(start, Position - start), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error("the number is too large");
    }

    /// <summary>Goes back to an earlier position.</summary>
    public void Rewind(int position) => Position = position;

    /// <summary>An error at the current position.</summary>
    public PatternSyntaxException Error(string message) => new(Position, message);
}
