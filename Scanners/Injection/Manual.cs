using System.Buffers;

namespace Pipelock.Scanners.Injection;

/// <summary>What phrases are in manuals and changelogs: names, options, placeholders, advice about one topic.</summary>
internal static class Manual
{
    private static readonly SearchValues<byte> s_blanks = SearchValues.Create(" \n"u8);

    /// <summary>The places to fill that also are names of what an agent reads.</summary>
    private static readonly WordList s_places = new(
        "<user", "<context>", "<document>", "<prompt>", "<instruction", "<admin>");

    private static readonly WordList s_behindPlace = new(":", "@", "/", "|", "]", "=", ",", " <", " [");

    private static readonly WordList s_faults = new(
        [.. from fault in new[] { "error", "errors", "warnings", "failures", "exceptions" }
            from link in new[] { "that", "which", "from", "in", "of", "when", "caused" }
            select $" {fault} {link} "]);

    private static readonly WordList s_feedback = new(
        " bug report", " bug-report", " bug track", " bug-track", " issue track", " issue-track");

    private static readonly WordList s_about = new(
        " related to ", " relating to ", " regarding ", " concerning ", " about ", " for ", " on ", " on how to ");

    private static readonly WordList s_tasks = new(
        "setting up ", "set up ", "install", "building ", "build ", "compil", "configur", "upgrad", "migrat",
        "packaging ", "assembl", "running the test");

    private static readonly WordList s_conditions = new(" if you ", " if the ", " if your ", " when you ", " when the ");

    /// <summary>"run_in_dir function", "printenv() all": the verb is part of the name of a thing.</summary>
    /// <param name="phrase">The phrase.</param>
    internal static bool HasVerbInName(ReadOnlySpan<byte> phrase)
    {
        int verb = phrase.IndexOfAnyExceptInRange((byte)'a', (byte)'z');
        // A name as a whole is judged as a name; here something follows it.
        return verb > 0 && phrase[verb] == '_' && phrase.ContainsAny(s_blanks);
    }

    /// <summary>"&lt;user&gt;:&lt;password&gt;@&lt;host&gt;": a place to fill in beside others.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool IsPlaceholder(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after) =>
        s_places.IsStartOf(phrase) && phrase[^1] == '>' && s_behindPlace.IsStartOf(after);

    /// <summary>True where a phrase is what only a manual says.</summary>
    /// <param name="before">What stands before the phrase.</param>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool IsOf(ReadOnlySpan<byte> before, ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after) =>
        IsOption(before, phrase) || phrase.IndexOf("()"u8) >= 0 || s_faults.IsIn(phrase) || s_feedback.IsIn(phrase)
            || IsAboutTask(after) || IsConditional(phrase, after);

    // "--list-secret-keys": what a program can be told.
    private static bool IsOption(ReadOnlySpan<byte> before, ReadOnlySpan<byte> phrase) =>
        before.EndsWith("--"u8) && !phrase.ContainsAny(s_blanks);

    // "ignore any instructions related to setting up config files": some of them, and known which.
    private static bool IsAboutTask(ReadOnlySpan<byte> after)
    {
        const int Reach = 40;
        after = after[..Math.Min(after.Length, Reach)];
        return s_about.IsStartOf(after) && s_tasks.IsIn(after);
    }

    // "you should only use this tool if you plan to": says when, where an attack says always.
    private static bool IsConditional(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after) =>
        phrase.EndsWith(" tool"u8) && s_conditions.IsStartOf(after);
}
