namespace Pipelock.Protocols.Http1;

/// <summary>Checks a request target and its form against the method (RFC 9112 §3.2).</summary>
internal static class RequestTarget
{
    /// <summary>
    /// Checks a target that is not empty and holds neither spaces nor control characters other than tab.
    /// </summary>
    public static RefusalReason Check(ReadOnlySpan<byte> target, RequestMethod method, out TargetForm form)
    {
        form = TargetForm.Origin;
        if (target.ContainsAnyExcept(Syntax.Uri) && HoldsForbidden(target))
        {
            return RefusalReason.InvalidTargetCharacter;
        }

        if (method == RequestMethod.Connect)
        {
            form = TargetForm.Authority;
            return Authority.TryParse(target, out var authority) && authority.Port > 0
                ? RefusalReason.None
                : RefusalReason.ConnectNeedsAuthority;
        }

        if (target[0] == '/')
        {
            return RefusalReason.None;
        }

        if (target is [(byte)'*'])
        {
            form = TargetForm.Asterisk;
            return method == RequestMethod.Options ? RefusalReason.None : RefusalReason.AsteriskNeedsOptions;
        }

        form = TargetForm.Absolute;
        return IsAbsolute(target) ? RefusalReason.None : RefusalReason.InvalidTarget;
    }

    /// <summary>
    /// Browsers and most libraries leave <c>{ } | ^ `</c> raw (WHATWG URL, percent-encode sets) and a backslash after
    /// the question mark. None of them separates anything there; elsewhere a backslash does to some parsers, so it is
    /// refused.
    /// </summary>
    private static bool HoldsForbidden(ReadOnlySpan<byte> target)
    {
        var inQuery = false;
        foreach (var value in target)
        {
            inQuery |= value == '?';
            var allowed = value is (byte)'{' or (byte)'}' or (byte)'|' or (byte)'^' or (byte)'`'
                || (value == '\\' && inQuery)
                || Syntax.Uri.Contains(value);
            if (!allowed)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAbsolute(ReadOnlySpan<byte> target)
    {
        var colon = target.IndexOfAnyExcept(Syntax.Scheme);
        if (colon <= 0 || !char.IsAsciiLetter((char)target[0]) || !target[colon..].StartsWith("://"u8))
        {
            return false;
        }

        var authority = target[(colon + 3)..];
        return !authority.IsEmpty && authority[0] is not ((byte)'/' or (byte)'?');
    }
}
