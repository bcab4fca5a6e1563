namespace Pipelock.Scanners.Injection.Context;

/// <summary>What people tell people, and what projects allow their agents: instructions of a trade, options of a
/// program, questions that need not be asked.</summary>
internal static class Everyday
{
    /// <summary>How far behind a phrase the case is named that it is about.</summary>
    private const int Reach = 48;

    /// <summary>Behind one of these come instructions that nobody gives to an agent.</summary>
    private static readonly WordList s_trades = new(
        [.. from trade in new[]
            {
                "dosage", "dosing", "medication", "delivery", "shipping", "return", "assembly", "mounting", "wiring",
                "installation", "upgrade", "migration", "build", "setup", "set-up", "compilation", "parking", "boarding",
                "washing", "laundry", "care", "cleaning", "storage", "cooking", "baking", "brewing", "knitting",
                "feeding", "voting", "filing", "evacuation", "pickup", "pick-up", "check-in", "travel",
            }
            select $" {trade} instructions"]);

    /// <summary>Who is told so is a person.</summary>
    private static readonly WordList s_people = new(
        " patient", " patients", " customers", " drivers", " passengers", " students", " applicants", " employees",
        " participants", " players", " citizens", " residents", " visitors", " guests", " tenants", " parents",
        " voters", " nurses", " teachers", " pupils", " travellers", " travelers", " candidates", " members");

    private static readonly WordList s_modals = new(" should", " must", " may", " can", " shall", " will", " have to");

    /// <summary>The same in other languages, the modal behind the person: "o candidato deverá".</summary>
    private static readonly WordList s_peopleWhoMust = new(
        [.. from who in new[]
            {
                "candidato", "candidatos", "paciente", "pacientes", "aluno", "alunos", "alumno", "alumnos",
                "participante", "participantes", "funcionarios", "empleados", "condutores", "conductores",
            }
            from modal in new[] { "deve", "devem", "devera", "deverao", "debe", "deben", "debera", "deberan" }
            select $" {who} {modal}",
        .. from who in new[] { "candidat", "candidats", "patient", "patients", "eleve", "eleves", "etudiants" }
            from modal in new[] { "doit", "doivent", "devra", "devront" }
            select $" {who} {modal}",
        .. from who in new[] { "candidato", "candidati", "paziente", "pazienti", "alunno", "alunni", "dipendenti" }
            from modal in new[] { "deve", "devono", "dovra", "dovranno" }
            select $" {who} {modal}"]);

    /// <summary>What somebody wrote and takes back: what it was about follows.</summary>
    private static readonly WordList s_ownWords = new(
        [.. from order in new[] { "previous", "last", "earlier" }
            from what in new[] { "request", "message", "question", "email", "mail", "order", "comment", "post" }
            select $" my {order} {what}"]);

    private static readonly WordList s_topics = new(" for ", " about ", " on ", " from ", " regarding ");

    /// <summary>Somebody is said to have asked people: "le ministre a demandé aux préfets d'oublier".</summary>
    private static readonly WordList s_askedPeople = new(
        " demande aux ", " demande a ses ", " ordonne aux ", " conseille aux ", " pidio a los ", " pidio a sus ",
        " ordeno a los ", " pediu aos ", " ha chiesto ai ", " chiede ai ", " bat die ", " bittet die ", " hat die ",
        " попросил ", " vroeg de ");

    private static readonly WordList s_machines = new(
        "assist", "agent", " ia", " ki", "model", "chatbot", "bots", "llm", "ассистент");

    private static readonly WordList s_harmlessCases = new(
        " when running read-only", " for read-only", " before reading", " when reading", " for formatting",
        " before formatting", " before running the tests", " before running tests", " when running tests",
        " when running the tests", " for linting", " between the steps", " between steps", " after each step",
        " after every step", " unless a step fails", " unless a test fails");

    private static readonly WordList s_secrets = new(
        "~", "/.", "secret", "credential", "password", "token", "key", "mail", "http", "private");

    private static readonly WordList s_options = new(" with --", " with `--", " by passing --", " by passing `--");

    /// <summary>"disregard the earlier dosage instructions": those of a trade.</summary>
    internal static bool IsOfTrade(ReadOnlySpan<byte> phrase) => s_trades.IsEndOf(phrase);

    /// <summary>True when the words before a phrase say that people do it, or were asked to.</summary>
    /// <param name="lead">From the start of the sentence to the phrase.</param>
    internal static bool IsOfPeople(ReadOnlySpan<byte> lead)
    {
        lead = lead.TrimEnd((byte)' ');
        if (s_modals.IsEndOf(lead))
        {
            var modal = lead.EndsWith(" have to"u8) ? lead.Length - " have to".Length : lead.LastIndexOf((byte)' ');
            return modal > 0 && s_people.IsEndOf(lead[..modal]);
        }

        return s_peopleWhoMust.IsEndOf(lead) || (s_askedPeople.IsIn(lead) && !s_machines.IsIn(lead));
    }

    /// <summary>"ignore my previous request for the numbers of May": who wrote it takes it back.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool IsOwnRequest(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after) =>
        s_ownWords.IsEndOf(phrase) && s_topics.IsStartOf(after);

    /// <summary>"do not ask the user for confirmation when running read-only commands".</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool IsHarmlessCase(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        if (phrase.IndexOf("ask"u8) < 0 || !s_harmlessCases.IsStartOf(after))
            return false;
        var rest = after[..Math.Min(after.Length, Reach)];
        var stop = rest.IndexOf((byte)'\n');
        return !s_secrets.IsIn(stop < 0 ? rest : rest[..stop]);
    }

    /// <summary>"disable safety checks in tests with --no-verify": an option says what it does.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool IsOption(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        var rest = after[..Math.Min(after.Length, Reach)];
        var stop = rest.IndexOfAny(".;:\n"u8);
        return LeadWords.Free(Last(phrase, 4)) && s_options.IsIn(stop < 0 ? rest : rest[..stop]);
    }

    // The last words of a phrase: what is said before them may be part of another.
    private static ReadOnlySpan<byte> Last(ReadOnlySpan<byte> phrase, int words)
    {
        for (var at = phrase.Length - 1; at > 0; at--)
        {
            if (phrase[at] == ' ' && LeadWords.Free(phrase[(at + 1)..]) && phrase[at..].Count((byte)' ') <= words)
                return phrase[(at + 1)..];
        }

        return phrase;
    }
}
