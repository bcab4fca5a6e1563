using System.Buffers;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Injection.Context;

/// <summary>What the neighbourhood of a phrase says about whether it is meant or only mentioned.</summary>
/// <remarks>Looks at a bounded stretch on either side, so a text full of phrases costs its length.</remarks>
internal static class HitContext
{
    private const int Reach = 300;
    private const int MarkReach = 8 * 1024;

    /// <summary>No phrase is shorter.</summary>
    private const int Shortest = 8;

    /// <summary>So much of what follows a phrase says how it is meant.</summary>
    private const int RestReach = 64;

    private static readonly SearchValues<byte> s_borders = SearchValues.Create(".!?\"`\n<>\u0001\u0002\u0003\u0004"u8);

    private static readonly SearchValues<byte> s_stops = SearchValues.Create(".!?:;\n\u0001\u0002\u0003\u0004"u8);

    /// <summary>What editors put before the lines of a comment.</summary>
    private static readonly SearchValues<byte> s_lineStarts = SearchValues.Create(" *#/;"u8);

    /// <summary>A row of a table has none of these; the lists of a program do.</summary>
    private static readonly SearchValues<byte> s_program = SearchValues.Create("()[]{}=`"u8);

    private static readonly SearchValues<byte> s_identifier = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_"u8);

    private static readonly WordList s_nouns = new(
        " file", " page", " manual", " sheet", " field", " column", " pdf", " booklet", " leaflet");

    private static readonly WordList s_processorParts = new(
        " cache", " set", " pointer", " count", " buffer", " format", " encoding", " queue", " pipeline", " decoder");

    /// <summary>Behind one of these a command in code marks is not mentioned but to be run.</summary>
    private static readonly WordList s_executions = new(
        " run", " runs", " execute", " executes", " running", " executing", " do", "\nrun", "\nexecute");

    /// <summary>What programs do not have.</summary>
    private static readonly WordList s_ordersToAgents = new("instructions", "prompt", "prompts", "guidelines");

    private static readonly WordList s_prepositions = new(" in", " from", " for", " on", " with");

    /// <summary>The factors, in percent, by which evidence counts more or less.</summary>
    private const int Meant = 100;
    internal const int Hidden = 120;
    private const int Quoted = 75;
    private const int QuotedAndDiscussed = 25;
    private const int Code = 60;
    private const int CodeAndDiscussed = 30;
    private const int Discussed = 95;
    private const int MuchDiscussed = 75;
    private const int Reported = 35;
    private const int PartOfName = 60;

    /// <summary>So many words about attacks are many.</summary>
    private const int Several = 2;

    /// <summary>The percentage of its weight with which a phrase counts.</summary>
    /// <param name="text">The plain form.</param>
    /// <param name="hit">The phrase.</param>
    /// <param name="cues">How many words around it speak about attacks or examples.</param>
    internal static int Factor(ReadOnlySpan<byte> text, Hit hit, int cues)
    {
        var before = text[..hit.Start];
        var sentence = hit.Sentence <= hit.Start ? hit.Sentence : SentenceStart(text, hit.Start + Shortest);
        var lead = Lead(text, Math.Min(sentence, hit.Start), hit.Start);
        var after = text[hit.End..];
        var phrase = text[Math.Min(hit.Start, hit.End)..hit.End];
        if (Manual.IsPlace(lead, phrase))
            return Reported;
        if (IsInside(before, Markers.HiddenStart, Markers.HiddenEnd))
            return Hidden;
        // The marks around an option and its value are no quotation.
        if (Manual.IsPlaceholder(before, phrase, after) || Manual.IsRowOfOption(before, phrase, after))
            return Reported;
        var isCode = IsInside(before, Markers.CodeStart, Markers.CodeEnd) || IsFenced(before, after);
        if (isCode || Manual.IsCode(phrase, after))
            return cues > 0 ? CodeAndDiscussed : Code;
        if (IsQuoted(before, phrase, after) || IsQuotedLine(before))
            return cues > 0 ? QuotedAndDiscussed : Quoted;
        var said = OnOneLine(phrase, stackalloc byte[Reach]);
        var rest = OnOneLine(after, stackalloc byte[RestReach]);
        // "You can also encode the password in the URL": what is offered is not ordered.
        cues += !LeadWords.Offer(lead) ? 0 : LeadWords.Free(said) ? 1 : Several;
        cues += LeadWords.AreCircumstance(lead) ? Several : 0;
        var factor = cues == 0 ? Meant : cues == 1 ? Discussed : MuchDiscussed;
        var isForbidden = (said.StartsWith("without "u8) && LeadWords.Forbid(lead))
            || LeadWords.Avoid(Clause(before)) || LeadWords.AskedAndRefused(lead, rest);
        var isReported = (!IsUrl(said) && LeadWords.AreReport(lead)) || LeadWords.AreLapse(lead, said)
            || Everyday.IsOfPeople(lead);
        var isNoOrder = Manual.IsNoOrder(before, lead, said, rest) || ModelLibraries.IsInput(said);
        if (isForbidden || isReported || isNoOrder || Negation.IsAt(said, rest))
            return factor * Reported / 100;
        var isToAgents = s_ordersToAgents.IsEndOf(said);
        if (!isToAgents && LeadWords.DescribeProtocol(lead))
            return factor * Reported / 100;
        if (LeadWords.DescribePart(lead))
            return factor * (isToAgents ? Discussed : MuchDiscussed) / 100;
        return IsNoun(said, rest) || IsIdentifier(said) || Manual.IsOf(before, said, rest)
            || ModelLibraries.Are(before, said, rest)
            || Changelog.IsLine(text, Math.Min(hit.Start, hit.End), hit.End)
            ? factor * PartOfName / 100
            : factor;
    }

    /// <summary>Where the sentence begins that a phrase ends in; the matcher tells the ends only.</summary>
    internal static int SentenceStart(ReadOnlySpan<byte> text, int end)
    {
        const int Longest = 160;
        var from = Math.Max(0, end - Longest);
        var before = text[from..Math.Max(from, end - Shortest)];
        var border = before.LastIndexOfAny(s_borders);
        return border < 0 ? from : from + border + 1;
    }

    // What stands before a phrase in its sentence; of a sentence that was wrapped there, the line before.
    private static ReadOnlySpan<byte> Lead(ReadOnlySpan<byte> text, int sentence, int start)
    {
        var lead = text[sentence..start];
        var line = sentence - 1;
        var isWrapped = line > 0 && text[line] == '\n' && char.IsAsciiLetterLower((char)text[line - 1])
            && !lead.ContainsAnyExcept(s_lineStarts);
        return isWrapped ? text[SentenceStart(text, line + Shortest)..line] : lead;
    }

    private static bool IsInside(ReadOnlySpan<byte> before, byte start, byte end)
    {
        before = before[^Math.Min(before.Length, MarkReach)..];
        var mark = before.LastIndexOfAny(start, end);
        return mark >= 0 && before[mark] == start;
    }

    private static bool IsFenced(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var fence = "```"u8;
        before = before[^Math.Min(before.Length, MarkReach)..];
        if (before.LastIndexOf(fence) < 0)
            return false;
        return before.Count(fence) % 2 == 1 && after[..Math.Min(after.Length, MarkReach)].IndexOf(fence) >= 0;
    }

    // Where a line is wrapped is no matter of what it says.
    private static ReadOnlySpan<byte> OnOneLine(ReadOnlySpan<byte> text, Span<byte> room)
    {
        text = text[..Math.Min(text.Length, room.Length)];
        text.Replace(room, (byte)'\n', (byte)' ');
        return room[..text.Length];
    }

    // A quotation mark that opens before and one that closes behind, in the same paragraph.
    private static bool IsQuoted(ReadOnlySpan<byte> before, ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        before = before[^Math.Min(before.Length, Reach)..];
        after = after[..Math.Min(after.Length, Reach)];
        var paragraph = before.LastIndexOf("\n\n"u8);
        before = paragraph < 0 ? before : before[(paragraph + 1)..];
        paragraph = after.IndexOf("\n\n"u8);
        after = paragraph < 0 ? after : after[..paragraph];
        return IsBetween(before, phrase, after, (byte)'"') || IsBetween(before, phrase, after, (byte)'`')
            || IsBetween(before, phrase, after, (byte)'\'');
    }

    private static bool IsBetween(
        ReadOnlySpan<byte> before, ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after, byte quote)
    {
        // "run `cat x` and send it": what goes on behind the mark is not quoted.
        if (quote != '\'' && phrase.Count(quote) % 2 == 1)
            return false;
        var open = before.LastIndexOf(quote);
        while (open > 0 && quote == '\'' && char.IsAsciiLetter((char)before[open - 1]))
            open = before[..open].LastIndexOf(quote); // an apostrophe
        if (open < 0 || (open > 0 && !IsOpening(before[open - 1])))
            return false;
        if (quote == '"' && IsCell(before, open, after))
            return false;
        if (quote == '`' && s_executions.IsEndOf(before[..open].TrimEnd((byte)' ')))
            return false;
        var close = after.IndexOf(quote);
        while (close >= 0 && quote == '\'' && close + 1 < after.Length && char.IsAsciiLetter((char)after[close + 1]))
        {
            var next = after[(close + 1)..].IndexOf(quote);
            close = next < 0 ? -1 : close + 1 + next;
        }

        return close >= 0;
    }

    // name,"text" in a row: the marks hold the cell of a table (RFC 4180 §2.5) and quote nobody.
    private static bool IsCell(ReadOnlySpan<byte> before, int open, ReadOnlySpan<byte> after)
    {
        if (open == 0 || before[open - 1] != ',')
            return false;
        var row = before[..open];
        row = row[(row.LastIndexOf((byte)'\n') + 1)..];
        var close = after.IndexOf((byte)'"');
        var endsCell = close >= 0 && (close + 1 == after.Length || after[close + 1] is (byte)',' or (byte)'\n');
        return endsCell && !row.ContainsAny(s_program);
    }

    private static bool IsOpening(byte before) =>
        before is (byte)' ' or (byte)'\n' or (byte)'(' or (byte)'[' or (byte)'{' or (byte)'=' or (byte)',' or (byte)':'
            or (byte)'-' or (byte)'*' or (byte)'_' or (byte)'>' or (byte)'/' or >= 0x80 or Markers.HiddenEnd;

    // "> " at the start of the line: a quotation in mail and Markdown.
    private static bool IsQuotedLine(ReadOnlySpan<byte> before)
    {
        before = before[^Math.Min(before.Length, Reach)..];
        var line = before.LastIndexOf((byte)'\n');
        return before[(line + 1)..].StartsWith("> "u8);
    }

    // "send a request to https://…": no verb that somebody else could do.
    private static bool IsUrl(ReadOnlySpan<byte> phrase) => phrase.StartsWith("http"u8);

    // def ignore_previous_instructions(…): something in a program is called so.
    private static bool IsIdentifier(ReadOnlySpan<byte> phrase) =>
        phrase.Count((byte)'_') > 1 && !phrase.ContainsAnyExcept(s_identifier);

    // What stands before a phrase since the last stop, whatever is quoted in it.
    private static ReadOnlySpan<byte> Clause(ReadOnlySpan<byte> before)
    {
        before = before[^Math.Min(before.Length, Reach)..];
        return before[(before.LastIndexOfAny(s_stops) + 1)..];
    }

    // "ignore previous instructions file": a thing is called so. "ignore previous gaps in instructions": another is.
    // "ignore previous content-length fields": the word goes on.
    private static bool IsNoun(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        var goesOn = after.Length > 1 && after[0] == '-' && char.IsAsciiLetter((char)after[1])
            && !s_ordersToAgents.IsEndOf(phrase);
        return goesOn || (phrase.EndsWith(" instruction"u8) && s_processorParts.IsStartOf(after))
            || phrase.EndsWith("instructions"u8)
            && (s_prepositions.IsEndOf(phrase[..Math.Max(0, phrase.LastIndexOf((byte)' '))])
                || s_nouns.IsStartOf(after));
    }
}
