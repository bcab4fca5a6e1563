using System.Globalization;
using System.Text;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Writes a pattern for a matcher over bytes; no flags are needed beside it.</summary>
/// <remarks>
/// The same text serves Hyperscan (bytes) and .NET's Regex (chars), but for bytes from 128: the confirming Regex sees
/// those as private-use characters, because as Latin-1 some would count as letters for <c>\b</c>.
/// </remarks>
internal sealed class PatternWriter
{
    /// <summary>Byte b from 128 is shown to a confirming Regex as this plus b.</summary>
    public const char HighByteBase = '\uE000';

    private readonly StringBuilder _text = new();
    private readonly bool _forRegex;

    private PatternWriter(bool forRegex) => _forRegex = forRegex;

    /// <summary>PCRE syntax for Hyperscan.</summary>
    public static string ForHyperscan(PatternNode node) => Write(node, forRegex: false);

    /// <summary>.NET syntax for a window of bytes turned into chars.</summary>
    public static string ForRegex(PatternNode node) => Write(node, forRegex: true);

    private static string Write(PatternNode node, bool forRegex)
    {
        var writer = new PatternWriter(forRegex);
        writer.Append(node);
        return writer._text.ToString();
    }

    private void Append(PatternNode node)
    {
        switch (node)
        {
            case ClassNode { Set: var set }:
                Append(set);
                break;
            case SequenceNode { Parts: var parts }:
                foreach (var part in parts)
                    AppendUnit(part, isUnit: part is not AlternationNode);
                break;
            case AlternationNode { Choices: var choices }:
                for (var i = 0; i < choices.Length; i++)
                {
                    if (i > 0)
                        _text.Append('|');
                    Append(choices[i]);
                }

                break;
            case RepeatNode repeat:
                Append(repeat);
                break;
            case AssertionNode { Kind: var kind }:
                Append(kind);
                break;
        }
    }

    private void AppendUnit(PatternNode node, bool isUnit)
    {
        if (isUnit)
        {
            Append(node);
            return;
        }

        _text.Append("(?:");
        Append(node);
        _text.Append(')');
    }

    private void Append(RepeatNode repeat)
    {
        if (repeat.Part is ClassNode { Set: { HasAllNonAscii: true } set } && (repeat.Max < 0 || repeat.InBytes))
            AppendClass([.. AsciiOf(set), (0x80, 0xFF)]);
        else
            AppendUnit(repeat.Part, isUnit: repeat.Part is ClassNode);
        _text.Append((repeat.Min, repeat.Max) switch
        {
            (0, -1) => "*",
            (1, -1) => "+",
            (0, 1) => "?",
            (_, -1) => string.Create(CultureInfo.InvariantCulture, $"{{{repeat.Min},}}"),
            _ when repeat.Max == repeat.Min => string.Create(CultureInfo.InvariantCulture, $"{{{repeat.Max}}}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{{{repeat.Min},{repeat.Max}}}"),
        });
    }

    private void Append(AssertionKind kind) => _text.Append(kind switch
    {
        AssertionKind.TextStart => "\\A",
        AssertionKind.TextEnd => "\\z",
        AssertionKind.LineStart => "(?m:^)",
        AssertionKind.LineEnd => "(?m:$)",
        AssertionKind.WordBoundary => "\\b",
        _ => "\\B",
    });

    private void Append(RuneSet set)
    {
        if (set.IsAscii)
        {
            AppendClass(AsciiOf(set));
            return;
        }

        _text.Append("(?:");
        if (set.HasAscii)
        {
            AppendClass(AsciiOf(set));
            _text.Append('|');
        }

        if (set.HasAllNonAscii)
            AppendAnyNonAscii();
        else
            AppendSequences(set);
        _text.Append(')');
    }

    /// <summary>One character, or one byte where the text is not UTF-8: broken text must not hide a match.</summary>
    private void AppendAnyNonAscii()
    {
        AppendClass((0xC0, 0xFF));
        AppendClass((0x80, 0xBF));
        _text.Append("{0,3}|");
        AppendClass((0x80, 0xBF));
    }

    private void AppendSequences(RuneSet set)
    {
        var separator = "";
        foreach (var (first, last) in set.Ranges)
        {
            if (last < 0x80)
                continue;
            foreach (var sequence in Utf8Sequence.Of(Math.Max(first, 0x80), last))
            {
                _text.Append(separator);
                separator = "|";
                foreach (var range in sequence)
                    AppendClass((range.First, range.Last));
            }
        }
    }

    private static (int First, int Last)[] AsciiOf(RuneSet set)
    {
        var count = 0;
        while (count < set.Ranges.Length && set.Ranges[count].First < 0x80)
            count++;
        var ascii = set.Ranges[..count].ToArray();
        if (count > 0)
            ascii[^1].Last = Math.Min(ascii[^1].Last, 0x7F);
        return ascii;
    }

    private void AppendClass(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        if (ranges is [var (only, same)] && only == same)
        {
            AppendByte(only);
            return;
        }

        // The empty class matches nothing; neither matcher takes [].
        if (ranges.IsEmpty)
        {
            _text.Append("[^\\x00-").Append(_forRegex ? "\\uffff" : "\\xff").Append(']');
            return;
        }

        _text.Append('[');
        foreach (var (first, last) in ranges)
        {
            AppendByte(first);
            if (last == first)
                continue;
            _text.Append('-');
            AppendByte(last);
        }

        _text.Append(']');
    }

    private void AppendByte(int value)
    {
        if (char.IsAsciiLetterOrDigit((char)value))
            _text.Append((char)value);
        else if (_forRegex && value >= 0x80)
            _text.Append(CultureInfo.InvariantCulture, $"\\u{HighByteBase + value:x4}");
        else
            _text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
    }
}
