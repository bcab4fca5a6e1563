using System.Buffers;
using Pipelock.Protocols.ClientHello;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Interception;

/// <summary>Looks at the first bytes of a tunnel and leaves them where they are.</summary>
internal static class HelloPeek
{
    /// <summary>Waits until the client hello is complete, or will not be.</summary>
    /// <remarks>A client may connect long before it has something to say; once it begins it has to hurry.</remarks>
    public static async Task<HelloFacts> ReadAsync(ClientConnection client, ProxyTimeouts timeouts)
    {
        client.SetDeadline(Environment.TickCount64 + timeouts.Idle);
        for (var begun = false; ;)
        {
            var read = await client.Input.ReadAsync().ConfigureAwait(false);
            var facts = Read(read.Buffer);
            var isLast = read.IsCompleted || client.Expired;
            if (facts.Status != ClientHelloStatus.NeedMore || isLast)
            {
                // Looked at, not taken: whoever reads next begins with the first byte.
                client.Input.AdvanceTo(read.Buffer.Start);
                client.ClearDeadline();
                return facts;
            }

            client.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (begun || facts.IsEmpty) continue;
            begun = true;
            client.SetDeadline(Environment.TickCount64 + timeouts.ClientHello);
        }
    }

    private static HelloFacts Read(in ReadOnlySequence<byte> received)
    {
        var bytes = received.IsSingleSegment
            ? received.FirstSpan
            : received.Slice(0, Math.Min(received.Length, ClientHelloReader.MaxBytes + 1)).ToArray();
        if (bytes.IsEmpty) return HelloFacts.Without(ClientHelloStatus.NeedMore, isEmpty: true);
        var status = ClientHelloReader.TryRead(bytes, out var hello);
        return status == ClientHelloStatus.Complete ? HelloFacts.Of(hello) : HelloFacts.Without(status, isEmpty: false);
    }
}
