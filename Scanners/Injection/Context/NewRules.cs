using System.Buffers;

namespace Pipelock.Scanners.Injection.Context;

/// <summary>"Forget the previous rules: from 2027 a new law applies": rules that change on a day are those of
/// people.</summary>
internal static class NewRules
{
    /// <summary>So far behind the word that means "from" the day begins.</summary>
    private const int Reach = 18;

    /// <summary>The days of an agent have other names than its rules: it has instructions.</summary>
    private static readonly WordList s_rules = new(
        "rules", "regulations", "polic", "regeln", "vorschriften", "vorgaben", "regles", "reglas", "normas", "regras",
        "regole", "zasady", "правил", "regels");

    private static readonly WordList s_from = new(
        " from ", " as of ", " starting ", " since ", " ab ", " seit ", " a partir d", " des ", " depuis ",
        " a partir ",
        " desde ", " dal ", " od ", " с ", " c ", " vanaf ");

    private static readonly WordList s_now = new(
        " now", " jetzt", " sofort", " maintenant", " ahora", " agora", " ora ");

    private static readonly SearchValues<byte> s_wordEnds = SearchValues.Create(" :,;.\n"u8);

    private static readonly WordList s_months = new(
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december", "januar", "februar", "marz", "juni", "juli", "oktober", "dezember", "janvier", "fevrier", "mars",
        "avril", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "enero", "febrero", "marzo",
        "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "gennaio",
        "janeiro", "next year", "next month", "next week", "this year");

    /// <summary>Whether the rules in a phrase are said to change on a day that what follows names.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool Are(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        if (!s_rules.IsIn(phrase))
            return false;
        // "les règles précédentes": the word that a phrase ends with may be told behind it.
        var word = after.TrimStart((byte)' ').IndexOfAny(s_wordEnds);
        return IsFromDay(after) || (word > 0 && IsFromDay(after.TrimStart((byte)' ')[word..]));
    }

    private static bool IsFromDay(ReadOnlySpan<byte> after)
    {
        Span<byte> room = stackalloc byte[Reach + 32];
        after = after.TrimStart(" :,;.-\u2013\u2014"u8);
        room[0] = (byte)' ';
        var length = Math.Min(after.Length, room.Length - 1);
        after[..length].CopyTo(room[1..]);
        ReadOnlySpan<byte> rest = room[..(length + 1)];
        if (!s_from.IsStartOf(rest))
            return false;
        if (s_now.IsIn(rest))
            return false;
        var near = rest[..Math.Min(rest.Length, Reach)];
        var digit = near.IndexOfAnyInRange((byte)'0', (byte)'9');
        return (digit >= 0 && !near[..digit].ContainsAny(",;:"u8)) || s_months.IsIn(rest);
    }
}
