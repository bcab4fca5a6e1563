namespace Pipelock.Scanners.Injection.Context;

/// <summary>Languages that say no behind the verb: "vergessen Sie nicht", "n'oubliez pas", "無視しないで".</summary>
internal static class Negation
{
    private const int Words = 3;

    private static readonly WordList s_second = new(" nicht ", " nicht,", " pas ", " pas,");

    /// <summary>In the plain form, which has no voicing marks: ないで is ないて there.</summary>
    private static readonly WordList s_behind = new(
        "しない", "ること無く", "ることなく", "いること", "いる場合", "ないて", "ないよう", "せすに",
        "하지 마", "하지 말", "하지 않", "지 마", "지 말",
        "해봅", "해 봅", "하려면", "할 수", "할수", "됩니다", "되며", "되었");

    /// <summary>Within a phrase: it was not done, or is not to be.</summary>
    private static readonly WordList s_within = new(" failing to ", " fails to ", " failed to ", " fail to ");

    /// <summary>Within a phrase about a prompt: "updating a reference does not re-render your prompt".</summary>
    private static readonly WordList s_notDone = new(" does not ", " doesn't ");

    /// <summary>What is not to be done stands before the verb, which ends the phrase: "密钥…不要发送".</summary>
    private static readonly WordList s_forbidden = new(
        [.. from no in new[] { "不要", "请勿", "切勿", "勿" }
            from verb in new[] { "发送", "上传", "提交" }
            select no + verb]);

    private static readonly WordList s_withheld = new(
        [.. from no in new[] { "not", "never" }
            from give in new[] { "disclose", "share", "reveal", "give", "send", "provide", "submit", "pass on" }
            from whose in new[] { "your", "their" }
            select $" {no} {give} {whose} "]);

    private static readonly WordList s_credentials = new(
        " password", " passwords", " pin", " pins", " credentials", " key", " keys", " token", " tokens", " passcode",
        " access codes", " passphrase");

    /// <summary>True when a phrase is denied by a word in it or behind it.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool IsAt(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        if (s_behind.IsStartOf(after) || s_within.IsIn(phrase) || s_forbidden.IsEndOf(phrase)
            || (phrase.EndsWith(" prompt"u8) && s_notDone.IsIn(phrase) && !LeadWords.Free(phrase))
            || (s_withheld.IsIn(phrase) && s_credentials.IsEndOf(phrase)))
            return true;

        // "pas" is behind the verb itself; "ne tenez pas compte de" has it in the verb.
        var isWhole = phrase.StartsWith("ne "u8) || phrase.StartsWith("n'"u8);
        var start = isWhole ? default : FirstWords(phrase);
        return !start.IsEmpty && s_second.IsIn(start[1..]);
    }

    private static ReadOnlySpan<byte> FirstWords(ReadOnlySpan<byte> phrase)
    {
        var end = 0;
        for (var word = 0; word < Words; word++)
        {
            var next = phrase[end..].IndexOf((byte)' ');
            if (next < 0)
                return phrase;
            end += next + 1;
        }

        return phrase[..end];
    }
}
