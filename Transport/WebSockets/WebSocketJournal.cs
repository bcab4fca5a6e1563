using System.Diagnostics;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Policy.Disclosure;
using Pipelock.Protocols.WebSocket;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.WebSockets;

/// <summary>Says to log and metrics what happened to one WebSocket connection. Thread-safe; never blocks.</summary>
internal sealed class WebSocketJournal(
    ExchangeJournal journal, ClientConnection client, ExchangeEntry entry, byte[] url)
{
    private int _disclosure = (int)entry.Disclosure;

    /// <summary>A decision about the handshake: a block, or a warning.</summary>
    public void Decided(in Decision decision, ReadOnlySpan<byte> host)
    {
        Withhold(decision.Disclosure);
        journal.Metrics.RecordDecision(
            decision, host, Stopwatch.GetElapsedTime(entry.Started), client.Identity.Profile);
        client.Identity.Session?.Found(decision, host, Environment.TickCount64);
        if (decision.IsBlocked)
        {
            journal.Metrics.WebSockets.Refused();
            journal.Log.RecordWebSocketBlocked(Context(), "handshake", decision);
        }
        else
        {
            journal.Log.RecordDecision(Context(), decision);
        }
    }

    /// <summary>Both handshakes are done.</summary>
    public void Opened()
    {
        journal.Metrics.WebSockets.Opened();
        journal.Log.RecordWebSocketOpen(Context());
    }

    /// <summary>The connection is over.</summary>
    public void Closed(RelayTally tally)
    {
        var totals = new WebSocketTotals
        {
            ClientToServerBytes = tally.Bytes(RelayDirection.ClientToServer),
            ServerToClientBytes = tally.Bytes(RelayDirection.ServerToClient),
            TextFrames = tally.TextFrames,
            BinaryFrames = tally.BinaryFrames,
            Duration = Stopwatch.GetElapsedTime(entry.Started),
        };
        journal.Metrics.WebSockets.Closed(totals);
        journal.Log.RecordWebSocketClose(Context(), totals);
    }

    /// <summary>Something was found in a message.</summary>
    public void Found(RelayDirection direction, in Decision decision)
    {
        Withhold(decision.Disclosure);
        journal.Metrics.WebSockets.Hit(decision.Scanner);
        journal.Metrics.Found(decision.Findings);
        journal.Log.RecordWebSocketScan(Context(), Told(direction), decision);
        if (decision.IsBlocked) journal.Log.RecordWebSocketBlocked(Context(), Told(direction), decision);
    }

    /// <summary>A peer broke the protocol or a limit.</summary>
    public void Refused(RelayDirection direction, WebSocketError error) => journal.Log.RecordWebSocketRefusal(
        Context(), Told(direction), "ws_protocol", error.ToString(), $"{error.Describe()} ({error.Rule()})");

    /// <summary>A binary message is not allowed.</summary>
    public void BinaryRefused(RelayDirection direction) => journal.Log.RecordWebSocketRefusal(
        Context(), Told(direction), "ws_protocol", "BinaryFrame",
        "binary frames not allowed (websocket_proxy.allow_binary_frames)");

    private static string Told(RelayDirection direction) =>
        direction == RelayDirection.ClientToServer ? "client_to_server" : "server_to_client";

    private void Withhold(UrlDisclosure disclosure)
    {
        if ((int)disclosure > Volatile.Read(ref _disclosure)) Volatile.Write(ref _disclosure, (int)disclosure);
    }

    private ExchangeContext Context() => new()
    {
        Method = "GET"u8,
        Url = url,
        Client = client.Address,
        Agent = client.Identity.Agent,
        RequestId = entry.RequestId,
        Disclosure = (UrlDisclosure)Volatile.Read(ref _disclosure),
    };
}
