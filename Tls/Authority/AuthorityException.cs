namespace Pipelock.Tls.Authority;

/// <summary>A certificate authority cannot be made or used; the message says what is wrong and what to do.</summary>
public sealed class AuthorityException : IOException
{
    /// <summary>Makes one without a message.</summary>
    public AuthorityException()
    {
    }

    /// <summary>Makes one.</summary>
    public AuthorityException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one, with what led to it.</summary>
    public AuthorityException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
