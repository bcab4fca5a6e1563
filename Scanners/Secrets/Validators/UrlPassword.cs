namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Passwords in the user information of a URL: <c>scheme://user:password@host</c> (RFC 3986 §3.2.1).</summary>
internal static class UrlPassword
{
    /// <summary>What documentation writes where a password goes.</summary>
    private static readonly NameSet s_generic = new(
        "pass", "passwd", "password", "pwd", "pw", "pass1", "pass123", "secret", "mypass", "mypassword", "passwort",
        "user_password", "my_password", "db_password", "dbpass", "userpass", "password123", "key", "token", "auth",
        "user", "username", "guest", "test", "example", "foo", "bar", "postgres", "root", "admin",
        "replace_me", "changeit", "hidden");

    /// <summary>Whether the user information of a URL holds a password.</summary>
    /// <param name="userInfo">What stands between <c>://</c> and <c>@</c>.</param>
    public static bool IsReal(ReadOnlySpan<byte> userInfo)
    {
        var colon = userInfo.IndexOf((byte)':');
        if (colon < 0)
            return false;
        var user = userInfo[..colon];
        var password = userInfo[(colon + 1)..];
        // cvs://:pserver:anoncvs@host: the method of access stands where a user would.
        if (user.IsEmpty && password.Contains((byte)':'))
            return false;
        return !Placeholder.Is(password) && !IsGeneric(password) && IsHard(password)
            && password.IndexOfAny("<>{}$"u8) < 0 && !password.SequenceEqual(user)
            && (user.IsEmpty || !Placeholder.Is(user));
    }

    /// <summary>Whether a password is a word that stands for one.</summary>
    public static bool IsGeneric(ReadOnlySpan<byte> password) => s_generic.Contains(password);

    /// <summary>
    /// Longer than what examples make do with: <c>abc</c>, <c>123</c>; words have to be longer than what mixes.
    /// </summary>
    private static bool IsHard(ReadOnlySpan<byte> password)
    {
        const int LeastMixed = 6;
        const int LeastLetters = 8;
        var escapes = password.Count((byte)'%') * 3;
        var length = password.Length - escapes;
        var isMixed = password.ContainsAnyInRange((byte)'0', (byte)'9') && escapes < password.Length;
        return length >= (isMixed ? LeastMixed : LeastLetters);
    }
}
