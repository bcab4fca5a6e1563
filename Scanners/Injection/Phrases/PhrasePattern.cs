using System.Text;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Injection.Phrases;

/// <summary>Turns the phrase of a rule into the expression that is matched over the plain form of a text.</summary>
/// <remarks>
/// <c>{name}</c> is a slot of the pack, <c>{w3}</c> up to three further words of the same sentence, <c>{n3}</c> the
/// same on one line and without a comma among them, <c>{g40}</c> up to forty bytes of anything, a space what stands
/// between two words, <c>{s}</c> nothing but white space. All else is an expression as it is.
/// </remarks>
internal static class PhrasePattern
{
    private const string Between = @"(?:[ \n,*_~'-]{1,3})";
    private const string InSentence = @"[^\x01-\x04.!?""<>{}]";
    private const string InPart = @"[^\x01-\x04.!?""<>{},;:\n]";
    private const int WordLength = 14;
    private const string Anything = @"[^\x01-\x04]";

    /// <summary>The expression of a rule.</summary>
    /// <exception cref="FormatException">A slot is not defined, or a brace is not closed.</exception>
    public static string Expand(InjectionRule rule, IReadOnlyDictionary<string, string> slots)
    {
        var body = Replace(rule.Pattern, slots, Between);
        return rule.Bare ? PhraseBeginning.Bind(body) : $@"\b(?:{body})\b";
    }

    /// <summary>The same phrase written without anything between its letters.</summary>
    public static string Squeeze(InjectionRule rule, IReadOnlyDictionary<string, string> slots) =>
        Replace(rule.Pattern, slots, "");

    /// <summary>The same phrase in ROT13.</summary>
    public static string Rotate(InjectionRule rule, IReadOnlyDictionary<string, string> slots)
    {
        var rotated = new StringBuilder();
        var body = Replace(rule.Pattern, slots, Between);
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            var isEscape = i > 0 && body[i - 1] == '\\';
            rotated.Append(char.IsAsciiLetterLower(c) && !isEscape ? (char)('a' + ((c - 'a' + 13) % 26)) : c);
        }

        return $@"\b(?:{rotated})\b";
    }

    private static string Replace(
        string pattern, IReadOnlyDictionary<string, string> slots, string between)
    {
        var text = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\')
            {
                text.Append(c).Append(pattern[++i]);
                continue;
            }

            inClass = c == '[' || (inClass && c != ']');
            if (inClass)
            {
                text.Append(c);
                continue;
            }

            if (c == ' ')
            {
                var optional = between.Length == 0 && i + 1 < pattern.Length && pattern[i + 1] == '?';
                text.Append(between);
                i += optional ? 1 : 0;
                continue;
            }

            if (c != '{' || (i + 1 < pattern.Length && !char.IsAsciiLetter(pattern[i + 1])))
            {
                text.Append(c);
                continue;
            }

            var end = pattern.IndexOf('}', i);
            if (end < 0)
                throw new FormatException($"a brace is not closed at character {i}");
            var name = pattern[(i + 1)..end];
            i = end;
            if (name.Length > 1 && name[0] is 'w' or 'n' or 'g' && int.TryParse(name.AsSpan(1), out var count))
                text.Append(Gap(name[0], count, between));
            else if (name == "s")
                text.Append(between.Length == 0 ? "" : @"[ \n]{1,2}");
            else if (slots.TryGetValue(name, out var slot))
                text.Append("(?:").Append(Replace(slot, slots, between)).Append(')');
            else
                throw new FormatException($"the slot \"{name}\" is not defined");
        }

        return FoldLetters(text.ToString());
    }

    // So many bytes rather than so many words: counting words makes automata of a hundred times the size.
    private static string Gap(char kind, int count, string between) => kind == 'g'
        ? $"{Anything}{{0,{count}}}"
        : between.Length == 0
            ? $"[a-z]{{0,{count * (WordLength / 2)}}}"
            : $@"(?:{(kind == 'w' ? InSentence : InPart)}{{1,{(count * WordLength) + 4}}}[ \n])?";

    // Rules are written as people write; texts are matched in their plain form.
    private static string FoldLetters(string expression)
    {
        if (System.Text.Ascii.IsValid(expression))
            return expression;
        var bytes = Encoding.UTF8.GetBytes(expression);
        var folded = new StringBuilder();
        var room = new byte[PhraseText.MaxLength(bytes.Length)];
        var at = 0;
        foreach (var rune in expression.EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            if (rune.IsAscii)
            {
                folded.Append((char)rune.Value);
                continue;
            }

            var cuts = new Cuts(0, 0);
            var length = PhraseText.Fold(Encoding.UTF8.GetBytes(rune.ToString()), room, PhraseOptions.None, ref cuts);
            var letter = Encoding.UTF8.GetString(room.AsSpan(0, length));
            // Phrases are matched byte by byte: what is optional is the letter, not its last byte.
            var isCounted = at < expression.Length && expression[at] is '?' or '*' or '+';
            folded.Append(isCounted ? $"(?:{letter})" : letter);
        }

        return folded.ToString();
    }
}
