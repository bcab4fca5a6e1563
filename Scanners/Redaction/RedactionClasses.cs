namespace Pipelock.Scanners.Redaction;

/// <summary>The built-in classes: names, priorities, and how each is recognised.</summary>
/// <remarks>Case-sensitive and bounded by words: narrower than the rules that stop a secret.</remarks>
internal static class RedactionClasses
{
    /// <summary>Tells how many characters from a place on are one of the class; 0 when it does not begin
    /// there.</summary>
    internal delegate int Matcher(ReadOnlySpan<char> text, int at);

    /// <summary>Every class with a form of its own.</summary>
    internal static IReadOnlyList<(string Name, int Priority, Matcher Match)> All { get; } =
    [
        ("aws-access-key", 100, TokenForms.AwsAccessKey),
        ("google-api-key", 100, TokenForms.GoogleApiKey),
        ("github-token", 100, TokenForms.GithubToken),
        ("slack-token", 100, TokenForms.SlackToken),
        ("jwt", 100, TokenForms.JsonWebToken),
        ("ssh-private-key", 100, TokenForms.PrivateKey),
        ("ssn", 95, NumberForms.SocialSecurity),
        ("ad-user", 95, NameForms.DirectoryUser),
        ("hash-sha512", 90, static (text, at) => TokenForms.Hash(text, at, 128)),
        ("credit-card", 90, NumberForms.PaymentCard),
        ("hash-sha256", 85, static (text, at) => TokenForms.Hash(text, at, 64)),
        ("hash-sha1", 80, static (text, at) => TokenForms.Hash(text, at, 40)),
        ("hash-md5", 75, static (text, at) => TokenForms.Hash(text, at, 32)),
        ("cidr", 72, AddressForms.Network),
        ("ipv4", 70, AddressForms.Ipv4),
        ("ipv6", 68, AddressForms.Ipv6),
        ("mac", 65, AddressForms.Mac),
        ("email", 60, NameForms.Email),
        ("fqdn", 50, NameForms.HostName),
    ];

    /// <summary>Whether a letter, digit or underscore stands at a place.</summary>
    internal static bool IsWord(ReadOnlySpan<char> text, int at) =>
        (uint)at < (uint)text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');

    /// <summary>How many characters from a place on satisfy a test.</summary>
    internal static int Run(ReadOnlySpan<char> text, int at, Func<char, bool> test)
    {
        var end = at;
        while (end < text.Length && test(text[end]))
            end++;
        return end - at;
    }
}
