using Pipelock.Policy.Disclosure;

namespace Pipelock.Transport.Journal;

/// <summary>What identifies one exchange in the log, from its head to its last line.</summary>
/// <param name="RequestId">Number of the request within this process, from 1.</param>
/// <param name="Started">Timestamp of the stopwatch clock when its head was complete.</param>
public readonly record struct ExchangeEntry(long RequestId, long Started)
{
    /// <summary>How much of the URL may be told, after everything that was found so far.</summary>
    public UrlDisclosure Disclosure { get; init; }

    /// <summary>Something was found that did not stop the exchange.</summary>
    public bool Warned { get; init; }

    /// <summary>The identifier as clients and the log see it.</summary>
    public string RequestIdText => $"req-{RequestId}";
}
