using Pipelock.Tls.Streams;

namespace Pipelock.Tls.Origins;

/// <summary>An origin is not who it has to be, or no safe connection to it came about.</summary>
public sealed class OriginFaultException : Exception
{
    /// <summary>Makes one without a reason.</summary>
    public OriginFaultException()
    {
    }

    /// <summary>Makes one with a sentence of one's own.</summary>
    public OriginFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a sentence of one's own and what led to it.</summary>
    public OriginFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one.</summary>
    public OriginFaultException(OriginFault fault, System.Security.Authentication.AuthenticationException failure)
        : base(Sentence(fault, failure), failure) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public OriginFault Fault { get; } = OriginFault.Handshake;

    /// <summary>Nothing that the origin sent is quoted: alerts are numbers.</summary>
    private static string Sentence(OriginFault fault, System.Security.Authentication.AuthenticationException failure)
    {
        var sentence = $"{OriginFaults.Describe(fault)} ({OriginFaults.Rule(fault)})";
        return fault == OriginFault.Handshake && PeerAlert.Of(failure) is { } alert
            ? $"{sentence}: {PeerAlert.Name(alert)}"
            : sentence;
    }
}
