using System.Net;
using Pipelock.Policy.Disclosure;

namespace Pipelock.Evidence;

/// <summary>Who asked for what: the part that the log lines of one exchange have in common.</summary>
/// <remarks>Spans are copied before a call returns; nothing is kept.</remarks>
public readonly ref struct ExchangeContext
{
    /// <summary>The request method as received.</summary>
    public ReadOnlySpan<byte> Method { get; init; }

    /// <summary>The absolute URL of a forwarded request; empty for CONNECT.</summary>
    public ReadOnlySpan<byte> Url { get; init; }

    /// <summary>The authority of a CONNECT request, <c>host:port</c>; empty otherwise.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    /// <summary>The address of the client.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>Number of the request within this process, from 1; written as <c>req-N</c>.</summary>
    public long RequestId { get; init; }

    /// <summary>Who asked, already reduced to harmless characters; null is <c>anonymous</c>.</summary>
    public string? Agent { get; init; }

    /// <summary>
    /// The strictest disclosure any decision on this exchange asked for so far. An exchange that passed with a warning
    /// must carry it on to its last line, or that line would tell what the warning withheld.
    /// </summary>
    public UrlDisclosure Disclosure { get; init; }
}
