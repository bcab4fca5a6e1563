namespace Pipelock.Scanners.Url;

/// <summary>Finds a user name made to look like the host: <c>https://trusted.example@evil.example/</c>.</summary>
internal static class Disguise
{
    /// <summary>Looks at what stands before the <c>@</c>.</summary>
    public static Finding? Find(in UrlParts url)
    {
        var user = url.UserInfo;
        var colon = user.IndexOf((byte)':');
        user = colon < 0 ? user : user[..colon];
        if (EndsAuthority(user))
            return Report();

        var dot = user.LastIndexOf((byte)'.');
        if (dot <= 0 || user.Length - dot <= 2)
            return null;

        // An e-mail address used as a name has its @ encoded and is none of this.
        foreach (var c in user)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'.' or (byte)'-'))
                return null;
        }

        foreach (var c in user[(dot + 1)..])
        {
            if (!char.IsAsciiLetterOrDigit((char)c))
                return null;
        }

        return Report();
    }

    // An encoded slash, backslash, question mark or number sign: where the host ends for a reader that decodes first.
    private static bool EndsAuthority(ReadOnlySpan<byte> user)
    {
        for (var at = 0; at + 2 < user.Length; at++)
        {
            if (user[at] == '%' && ((char)user[at + 1], (char)(user[at + 2] | 0x20)) is
                ('2', 'f' or '3') or ('5', 'c') or ('3', 'f'))
            {
                return true;
            }
        }

        return false;
    }

    private static Finding Report() => new(
        ScanLayer.Parser, "url-disguised-host", "Disguised Host", Severity.High,
        "the user name in the URL looks like a host, which hides the real one") { Where = "userinfo" };
}
