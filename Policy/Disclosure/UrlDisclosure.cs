namespace Pipelock.Policy.Disclosure;

/// <summary>How much of a URL may be written to a log; ordered from most to least.</summary>
public enum UrlDisclosure : byte
{
    /// <summary>All of it, except its user information.</summary>
    Full,

    /// <summary><c>scheme://host/[redacted]</c>: something was found behind the host, or in another part.</summary>
    Origin,

    /// <summary><c>scheme://[redacted].example.com/[redacted]</c>: the host itself may carry the secret.</summary>
    Domain,
}
