using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Protocols.Http1;
using Pipelock.Scanners;
using Pipelock.Scanners.A2a;
using Pipelock.Scanners.Bodies;
using Pipelock.Transport.Fetch;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.A2a;

/// <summary>Tells the exchanges of agents from others, on every HTTP transport.</summary>
/// <remarks>A message says so itself: by its method, its type, its fields or its path. Costs no allocation.</remarks>
internal static class AgentTraffic
{
    /// <summary>Cards are small; one above this size is none.</summary>
    public const int MaxCard = 1024 * 1024;

    private const int Looked = 4 * 1024;

    private static ReadOnlySpan<byte> ExtensionsField => "A2A-Extensions"u8;

    /// <summary>What is reported for a card above <see cref="MaxCard"/>.</summary>
    public static Findings CardTooLarge { get; } = new(
    [
        new Finding(
            ScanLayer.A2aMessage, "a2a-card-size", "Agent Card", Severity.High,
            "the agent card is larger than can be examined") { Where = "agent card" },
    ]);

    /// <summary>What the request whose head <paramref name="client"/> holds is.</summary>
    /// <param name="client">The client connection.</param>
    /// <param name="target">Where the request goes.</param>
    /// <param name="body">Its body, as far as it is here.</param>
    /// <param name="policy">The policy in force.</param>
    public static AgentKind KindOf(
        ClientConnection client, in RequestTarget target, ReadOnlySpan<byte> body, PolicySnapshot policy)
    {
        if (policy.Scanner.Agents is null) return AgentKind.None;
        var cards = policy.Options.A2aScanning.ScanAgentCards;
        var path = target.PathAndQuery(client.Url);
        var query = path.IndexOf((byte)'?');
        if (query >= 0) path = path[..query];
        var isCard = path.EndsWith("/.well-known/agent.json"u8) || path.EndsWith("/.well-known/agent-card.json"u8)
            || path.EndsWith("/extendedAgentCard"u8) || path.EndsWith("/v1/card"u8) || AsksForCard(body);
        if (isCard) return cards ? AgentKind.Card : AgentKind.None;
        client.Head.Fields.TryFind(KnownHeader.ContentType, out var type);
        var isMessage = path.EndsWith("/message:send"u8) || path.EndsWith("/message:stream"u8)
            || HasField(client.Head.Fields, "A2A-Version"u8) || HasField(client.Head.Fields, ExtensionsField)
            || AgentScanner.IsMessage(type, body);
        return isMessage ? AgentKind.Message : AgentKind.None;
    }

    /// <summary>Decides about the extensions that a request names by URI.</summary>
    public static Decision DecideExtensions(
        ClientConnection client, ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy)
    {
        var found = ScanExtensions(client.Head.Fields, policy);
        return found.IsClean ? default : policy.Decide(
            found,
            Surface.Headers,
            new DecisionContext { Host = target.Host(url), Url = url, Session = client.Identity.Session });
    }

    /// <summary>Examines the extensions that the fields of a request name by URI.</summary>
    public static Findings ScanExtensions(HeaderFields fields, PolicySnapshot policy)
    {
        if (policy.Scanner.Agents is not { } agents) return default;
        for (var i = 0; i < fields.Count; i++)
        {
            if (!Ascii.EqualsIgnoreCase(fields.Name(i), ExtensionsField)) continue;
            if (agents.ScanExtensions(fields.Value(i)) is { IsClean: false } found) return found;
        }

        return default;
    }

    /// <summary>Examines a card, and compares it with the one that is known.</summary>
    /// <param name="client">The client connection, with the head of the answer.</param>
    /// <param name="coded">The whole body, as received.</param>
    /// <param name="policy">The policy in force.</param>
    public static Findings ScanCard(ClientConnection client, ReadOnlySpan<byte> coded, PolicySnapshot policy)
    {
        if (client.AnswerHead.StatusCode != 200 || policy.Scanner.Agents is not { } agents) return default;
        client.AnswerHead.Fields.TryFind(KnownHeader.ContentEncoding, out var coding);
        var status = BodyDecoder.Decode(
            coded.ToArray(), ContentCodings.Parse(coding), MaxCard, policy.Scanner.Decoding, out var card);
        if (status != FetchStatus.Complete) return CardTooLarge;
        var found = agents.ScanCard(card);
        if (!policy.Options.A2aScanning.DetectCardDrift) return found;
        client.Head.Fields.TryFind(KnownHeader.Authorization, out var authorization);
        return found.Concat(policy.AgentCards.Check(client.Url, authorization, card));
    }

    private static bool AsksForCard(ReadOnlySpan<byte> body)
    {
        var start = body[..Math.Min(body.Length, Looked)];
        return start.IndexOf("\"GetExtendedAgentCard\""u8) >= 0
            || start.IndexOf("AuthenticatedExtendedCard\""u8) >= 0;
    }

    private static bool HasField(HeaderFields fields, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (Ascii.EqualsIgnoreCase(fields.Name(i), name)) return true;
        }

        return false;
    }
}
