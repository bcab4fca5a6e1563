namespace Pipelock.Transport.WebSockets;

/// <summary>What crossed one connection. Each direction counts on one thread at a time.</summary>
internal sealed class RelayTally
{
    private readonly long[] _bytes = new long[2];
    private long _text;
    private long _binary;
    private long _lastActivity = Environment.TickCount64;

    /// <summary>Messages of text, both directions.</summary>
    public long TextFrames => Interlocked.Read(ref _text);

    /// <summary>Messages of bytes, both directions.</summary>
    public long BinaryFrames => Interlocked.Read(ref _binary);

    /// <summary>When something last arrived, in milliseconds of the monotonic clock.</summary>
    public long LastActivity => Interlocked.Read(ref _lastActivity);

    /// <summary>Payload bytes of one direction.</summary>
    public long Bytes(RelayDirection direction) => Interlocked.Read(ref _bytes[(int)direction]);

    /// <summary>Something arrived.</summary>
    public void Touch() => Interlocked.Exchange(ref _lastActivity, Environment.TickCount64);

    /// <summary>A message crossed.</summary>
    public void Count(RelayDirection direction, bool isText, int bytes)
    {
        Interlocked.Add(ref _bytes[(int)direction], bytes);
        Interlocked.Increment(ref isText ? ref _text : ref _binary);
    }
}
