using System.Text;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Scanners;

namespace Pipelock.Policy.A2a;

/// <summary>Remembers the cards of agents and tells when one is no longer what it was.</summary>
/// <remarks>
/// The card first seen counts until the operator accepts another. A card is known by its URL and by who asks, since an
/// agent may show each caller another one. Bounded: what was asked for longest ago is forgotten. Thread-safe.
/// </remarks>
public sealed class KnownCards
{
    /// <summary>Cards remembered at most.</summary>
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly BoundedMap<Card> _cards = new(Capacity);

    /// <summary>Looks at a card.</summary>
    /// <param name="url">Where it was asked for.</param>
    /// <param name="authorization">The Authorization of who asked; empty when there was none.</param>
    /// <param name="json">The card.</param>
    /// <returns>A finding when it differs from the one that is known.</returns>
    public Findings Check(ReadOnlySpan<byte> url, ReadOnlySpan<byte> authorization, ReadOnlyMemory<byte> json)
    {
        if (!CardDigest.TryCompute(json, out var digest)) return default;
        var place = CardDigest.Digest(url);
        // The asker is a digest of its own: no text of one part can run over into the other.
        var key = place ^ UInt128.RotateLeft(CardDigest.Digest(authorization), 1);
        lock (_gate)
        {
            ref var card = ref _cards.Touch(key, out var exists);
            if (!exists) card = new Card(place, digest, digest);
            else card = card with { Seen = digest };
            return card.Accepted == digest ? default : Changed();
        }
    }

    /// <summary>Takes the cards last seen at a URL for the true ones.</summary>
    /// <returns>How many were changed.</returns>
    public int Accept(string url)
    {
        var place = CardDigest.Digest(Encoding.UTF8.GetBytes(url));
        lock (_gate)
        {
            return _cards.Update((ref Card card) =>
            {
                if (card.Place != place || card.Accepted == card.Seen) return false;
                card = card with { Accepted = card.Seen };
                return true;
            });
        }
    }

    // Cards change for good reasons, too: by the mode alone a change is told, a2a_scanning.action: block stops it.
    private static Findings Changed() => new(
    [
        new Finding(
            ScanLayer.A2aMessage, "a2a-card-drift", "Agent Card Drift", Severity.Low, "a2a: Agent Card drift detected")
        {
            Where = "agent card",
        },
    ]);

    private readonly record struct Card(UInt128 Place, UInt128 Accepted, UInt128 Seen);
}
