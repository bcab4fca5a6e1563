using System.Buffers;

namespace Pipelock.Scanners.Injection.Context;

/// <summary>What the documentation of libraries for language models says without telling a model anything.</summary>
internal static class ModelLibraries
{
    private static readonly WordList s_models = new(
        " ai", " llm", " model", " agent", " assistant", " chatbot", " claude", " gemini", " copilot", "@ai");

    /// <summary>What belongs to a model, or is made for one.</summary>
    private static readonly WordList s_belongings = new(
        "'s ", " provider", " sdk", " endpoint", " gateway", " client", " library", " package", " framework", " api",
        " state", " function", " behavior", " behaviour", " loop", " config", " settings", " playground", " feature",
        " runtime", " backend", " app ", " app.", " product");

    /// <summary>Libraries by name: nobody is addressed so.</summary>
    private static readonly WordList s_products = new("ai sdk ", "ai elements ", "ai gateway ", "agents sdk ");

    private static readonly WordList s_kinds = new(
        " an existing ", " a new ", " a fresh ", " your existing ", " a custom ");

    private static readonly WordList s_roles = new("system:", "system :", "system\":", "system':");

    private static readonly WordList s_descriptions = new(
        "define", "describe", "set the", "set how", "guide how", "are ", "help", "let ", "control", "determine", "can ",
        "for the model", "for your agent");

    private static readonly WordList s_amounts = new(
        " output", " input", " max", " maximum", " many", " few", " fewer", " more", " less", "thousands of",
        " time and", " prompt", " completion", " total", " reasoning", " thinking", " cached", "-", " wasted",
        " remaining", " used", " k");

    private static readonly WordList s_into = new(" to your ", " into your ", " against your ");

    private static readonly WordList s_inward = new("provide", "give", "include", "add", "pass", "send", "write");

    private static readonly WordList s_inputs = new(" prompt", " tool definitions", " schemas", " available tools");

    /// <summary>What is put into a prompt beside its text.</summary>
    private static readonly WordList s_media = new(" image", " video", " audio", " picture", " photo", " pdf", " files ");

    private static readonly WordList s_given = new(" this prompt", " following prompt", " these prompt");

    private static readonly WordList s_ofUsers = new(
        " the user's", " user's", " a user's", " users' ", " their ", " the user message", " the user input");

    private static readonly SearchValues<byte> s_values = SearchValues.Create("'\"`"u8);

    /// <summary>Whether a phrase means less here than it says.</summary>
    /// <param name="before">What stands before the phrase.</param>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool Are(ReadOnlySpan<byte> before, ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after) =>
        (s_models.IsEndOf(phrase) && (s_belongings.IsStartOf(after) || IsMember(after)))
            || s_products.IsStartOf(phrase) || IsOneOfThem(before, phrase) || IsKey(phrase, after)
            || IsLink(phrase, after) || IsDescription(phrase, after) || IsAtWork(phrase, after)
            || IsAmount(phrase) || IsCredit(before, phrase) || IsAboutApproval(before, phrase, after);

    /// <summary>"provide dynamic data to your prompt", "give your agent this prompt": what goes in does not come
    /// out.</summary>
    internal static bool IsInput(ReadOnlySpan<byte> phrase) =>
        s_inward.IsStartOf(phrase) && (s_given.IsEndOf(phrase) || (s_into.IsIn(phrase) && s_inputs.IsEndOf(phrase))
            || (phrase.EndsWith(" in your prompt"u8) && s_media.IsIn(phrase)));

    // "Tools of subagents cannot use needsApproval, they execute without user confirmation": how a library asks.
    private static bool IsAboutApproval(
        ReadOnlySpan<byte> before, ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        const int Reach = 120;
        var setting = "needsapproval"u8;
        return phrase.EndsWith("without user confirmation"u8)
            && (before[^Math.Min(before.Length, Reach)..].IndexOf(setting) >= 0
                || after[..Math.Min(after.Length, Reach)].IndexOf(setting) >= 0);
    }

    // "For an existing agent, install the packages": who reads it builds one.
    private static bool IsOneOfThem(ReadOnlySpan<byte> before, ReadOnlySpan<byte> phrase) =>
        phrase.StartsWith("agent, "u8) && s_kinds.IsEndOf(before);

    // agent.generateTitle: what a program calls so.
    private static bool IsMember(ReadOnlySpan<byte> after) =>
        after.Length > 1 && after[0] == '.' && char.IsAsciiLetter((char)after[1]);

    // system: 'You are a helpful assistant.': a name and its value in a program.
    private static bool IsKey(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        after = after.TrimStart((byte)' ');
        return s_roles.IsEndOf(phrase) && !after.IsEmpty && s_values.Contains(after[0]);
    }

    // [system prompt](https://docs.example.com/prompts)
    private static bool IsLink(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after) =>
        phrase.EndsWith("]"u8) && after.StartsWith("(http"u8);

    // "System instructions define your agent's behavior."
    private static bool IsDescription(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after) =>
        (phrase.EndsWith("system instructions "u8) || phrase.EndsWith("system prompts "u8)
            || phrase.EndsWith("system messages "u8)) && s_descriptions.IsStartOf(after);

    // "while the chatbot is processing the user's message": not what it reads here.
    private static bool IsAtWork(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after) =>
        phrase.EndsWith("ing"u8) && s_ofUsers.IsStartOf(after);

    // "return a summary of 1,000 tokens": what a text is measured in.
    private static bool IsAmount(ReadOnlySpan<byte> phrase)
    {
        var unit = "tokens"u8;
        if (!phrase.EndsWith(unit))
            return false;
        var lead = phrase[..^unit.Length].TrimEnd((byte)' ');
        return !lead.IsEmpty && (char.IsAsciiDigit((char)lead[^1]) || s_amounts.IsEndOf(lead));
    }

    // "(#48062) @copilot", "by @one, @copilot, @two": who wrote it.
    private static bool IsCredit(ReadOnlySpan<byte> before, ReadOnlySpan<byte> phrase)
    {
        const int Longest = 42; // of a name, the at sign, the comma and the blank
        if (!phrase.StartsWith("@"u8))
            return false;
        if (before.EndsWith(") "u8))
            return true;
        before = before[^Math.Min(before.Length, Longest)..];
        return before.EndsWith(", "u8) && before[..^2] is var name && name.LastIndexOf((byte)'@') is var at and >= 0
            && !name[at..].Contains((byte)' ');
    }
}
