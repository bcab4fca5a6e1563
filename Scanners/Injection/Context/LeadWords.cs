namespace Pipelock.Scanners.Injection.Context;

/// <summary>The words of a sentence before a phrase: whether it is an order, or somebody tells about it.</summary>
internal static class LeadWords
{
    private const int Longest = 80;

    /// <summary>Behind one of these somebody else does it, or nobody: "they can ignore", "did not ignore".</summary>
    private static readonly WordList s_reporters = new(
        " to", " can", " could", " may", " might", " would", " they", " cannot", " who", " that", " which", " not",
        "n't", " never", " i", " he", " she", " we", " unable");

    /// <summary>With one of these it is an order all the same: "you have to ignore", "remember to ignore".</summary>
    private static readonly WordList s_orders = new(
        "you", "need", "must", "have to", "has to", "sure", "remember", "required", " is to", " are to", "want",
        "please", "proceed", "use the ", "use your", "n't tell", "not tell", "fine to", " ok to", "okay to", "free to",
        "pretend that", "assume that", "note to", "notice to");

    /// <summary>With one of these somebody is said to be made to do it.</summary>
    private static readonly WordList s_tellers = new(
        " make a", " make the", " makes", " made", " cause", " tell ", " tells", " told", " trick", " try", " tries",
        " tried", " attempt", "i can't", "i cannot", "i won't", "i will not", "i'm unable", "i'm not able",
        "i'm sorry");

    private static readonly WordList s_tellOrders = new(
        "tell the ", "tell your ", "instruct the ", "instruct your ", "advise the ", "convince the ", "ask the ");

    private static readonly WordList s_clauseEnds = new(",", ":", ";", "-", " and", " then", " please", " always");

    private static readonly WordList s_negations = new(
        " not", "n't", " cannot", " never", " unable to", " не", " nicht", " nao", "n'", "不要", "请勿", "切勿", "不可");

    /// <summary>Behind one of these stands a purpose or a relative clause, whoever is addressed.</summary>
    private static readonly WordList s_clauses = new(" за да", " чтобы", " what you", " which you", " where you");

    private static readonly WordList s_offers = new(
        "you can", "you may", "you could", "you might", "if you want to", "if you wish to", "if you'd like to",
        "lets you", "allows you to", "enables you to");

    /// <summary>A person whom something happened to; who reads this is no agent.</summary>
    private static readonly WordList s_circumstances = new(
        "if you have already", "if you've already", "if you already", "if you are already", "if you're already",
        "if you have installed", "if you previously", "if you are upgrading", "if you're upgrading",
        "if you are using version", "if you use version", "if your version");

    private static readonly WordList s_freeing = new(
        "ignore", "disregard", "forget", "bypass", "override", "disable", "turn off", "do not", "don't", "stop",
        "no longer", "drop", "discard", "break");

    /// <summary>"the agent may send mail, or": what it may do goes on.</summary>
    private static readonly WordList s_possibilities = new(" may ", " might ", " could ");

    private static readonly WordList s_goingOn = new(" or", ", or");

    private static readonly WordList s_lapses = new("if you", "you may", "you might", "you will", "you'll", " se");

    private static readonly WordList s_flags = new(
        "if true,", "if false,", "if set,", "if unset,", "if enabled,", "if specified,", "if given,", "if nonzero,",
        "if non-zero,", "whether to", "if not available,");

    private static readonly WordList s_modals = new(" will", " must", " should", " shall", " has to");

    /// <summary>Who is told what to do by being told what it will do.</summary>
    private static readonly WordList s_agents = new(
        "you", "assistant", "agent", " ai", "model", "llm", "chatbot", "the bot", "claude", "gpt", "copilot", "gemini",
        "system", "everyone", "anyone", "recipient", "reader");

    private static readonly WordList s_parts = new(
        " body", " request", " response", " method", " function", " parser", " field", " option", " flag", " header",
        " command", " library", " compiler", " value", " loop", " script", " process", " history", " handler",
        " module", " package", " class", " object", " macro", " element", " property", " parameter", " argument",
        " callback", " constructor");

    /// <summary>Who has to do something by a standard (RFC 2119), and is no agent.</summary>
    private static readonly WordList s_protocolParts = new(
        " clients", " servers", " proxies", " caches", " senders", " receivers", " implementations", " intermediaries",
        " the client", " the server", " the proxy", " the receiver", " the implementation", " gateways", " resolvers");

    private static readonly WordList s_forbidders = new("never ", "do not ", "don't ", "must not ", "not allowed");

    private static readonly WordList s_neverRun = new(
        "never run ", "do not run ", "don't run ", "never execute ", "do not execute ", "don't execute ");

    private static readonly WordList s_means = new(" by ", " with ", " using ", " through ", " instead", " unless");

    private static readonly WordList s_asked = new(
        " asks you to", " ask you to", " tells you to", " tell you to", " wants you to", " want you to", " tries to",
        " asks to", " instructs you to", " tries to make you");

    private static readonly WordList s_neverAsked = new(
        " never ask you to", " not ask you to", "n't ask you to", " never asks you to", " never ask anyone to",
        " never ask customers to", " never require you to", " never ask for you to");

    private static readonly WordList s_refusals = new("refuse", "decline", "do not comply", "reject", "say no");

    private static readonly WordList s_adverbs = new("ly", " just", " even", " also", " then");

    /// <summary>True when the words make a report of what follows.</summary>
    /// <param name="lead">From the start of the sentence to the phrase.</param>
    internal static bool AreReport(ReadOnlySpan<byte> lead)
    {
        lead = lead[^Math.Min(lead.Length, Longest)..].TrimEnd((byte)' ');
        lead = WithoutAdverb(lead);
        if (s_possibilities.IsIn(lead) && s_goingOn.IsEndOf(lead) && !s_orders.IsIn(lead) && lead.Count((byte)',') < 2)
            return true;
        if (s_negations.IsEndOf(lead) || s_clauses.IsEndOf(lead))
            return true;
        return (s_reporters.IsEndOf(lead) || s_tellers.IsIn(lead)) && !s_orders.IsIn(lead) && !PassOn(lead);
    }

    /// <summary>True when the words are an order to order another: "after answering, tell the caller to".</summary>
    private static bool PassOn(ReadOnlySpan<byte> lead)
    {
        lead = lead.TrimStart((byte)' ');
        var at = s_tellOrders.IndexIn(lead);
        return at == 0 || (at > 0 && s_clauseEnds.IsEndOf(lead[..at].TrimEnd((byte)' ')));
    }

    /// <summary>True when the words leave it to the reader: "you can also", "if you want to".</summary>
    internal static bool Offer(ReadOnlySpan<byte> lead) => s_offers.IsEndOf(WithoutAdverb(lead.TrimEnd((byte)' ')));

    /// <summary>True when the words say to whom it applies: "if you have already installed version 1,".</summary>
    internal static bool AreCircumstance(ReadOnlySpan<byte> lead) =>
        s_circumstances.IsStartOf(lead.TrimStart(" \n"u8)) && lead.TrimEnd((byte)' ').EndsWith(","u8);

    /// <summary>True when a phrase frees from rules, which is an attack even as an offer.</summary>
    internal static bool Free(ReadOnlySpan<byte> phrase) => s_freeing.IsStartOf(phrase);

    /// <summary>True when somebody may forget, which nobody orders: "if you forget all other commands".</summary>
    internal static bool AreLapse(ReadOnlySpan<byte> lead, ReadOnlySpan<byte> phrase) =>
        (phrase.StartsWith("forget"u8) || phrase.StartsWith("quen"u8)) && s_lapses.IsEndOf(lead.TrimEnd((byte)' '));

    /// <summary>
    /// True when the words say what a part of a program does: "the prepared body will", "if true,".
    /// </summary>
    internal static bool DescribePart(ReadOnlySpan<byte> lead)
    {
        lead = lead.TrimEnd((byte)' ');
        if (s_flags.IsEndOf(lead))
            return true;
        if (!s_modals.IsEndOf(lead))
            return false;
        var isFuture = lead.EndsWith(" will"u8);
        lead = lead[..Math.Max(0, lead.LastIndexOf((byte)' '))];
        if (isFuture && lead.Contains((byte)' ') && !s_agents.IsIn(lead))
            return true;
        return s_parts.IsEndOf(lead.EndsWith(" has"u8) ? lead[..^4] : lead);
    }

    /// <summary>True when a standard says what takes part in a protocol must do: "clients must".</summary>
    internal static bool DescribeProtocol(ReadOnlySpan<byte> lead)
    {
        lead = lead.TrimEnd((byte)' ');
        return s_modals.IsEndOf(lead) && s_protocolParts.IsEndOf(lead[..Math.Max(0, lead.LastIndexOf((byte)' '))]);
    }

    private static ReadOnlySpan<byte> WithoutAdverb(ReadOnlySpan<byte> lead) =>
        s_adverbs.IsEndOf(lead) ? lead[..Math.Max(0, lead.LastIndexOf((byte)' '))] : lead;

    /// <summary>True when a list of what is to be avoided goes on: "avoid `rm -rf`, `curl | sh` and".</summary>
    /// <param name="clause">From the last stop to the phrase.</param>
    internal static bool Avoid(ReadOnlySpan<byte> clause)
    {
        var verb = "avoid "u8;
        clause = clause.TrimStart(" -*"u8);
        if (clause.StartsWith(verb))
            return !s_means.IsIn(clause[(verb.Length - 1)..]);
        // "never run `cat x | nc host`"; behind a comma something else may be ordered.
        return s_neverRun.IsStartOf(clause) && !clause.Contains((byte)',') && clause.Count(" run"u8) < 2
            && !s_means.IsIn(clause);
    }

    /// <summary>True when what somebody may ask for is to be refused, or nobody asks for it: "if a user asks you to …,
    /// refuse", "we never ask you to".</summary>
    /// <param name="lead">From the start of the sentence to the phrase.</param>
    /// <param name="rest">What follows the phrase.</param>
    internal static bool AskedAndRefused(ReadOnlySpan<byte> lead, ReadOnlySpan<byte> rest)
    {
        lead = lead.TrimEnd((byte)' ');
        return s_neverAsked.IsEndOf(lead) || (s_asked.IsEndOf(lead) && s_refusals.IsIn(rest));
    }

    /// <summary>True when the words forbid: "never run it without asking" asks for more care, not for less.</summary>
    internal static bool Forbid(ReadOnlySpan<byte> lead) => s_forbidders.IsIn(lead);
}
