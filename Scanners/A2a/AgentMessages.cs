using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.A2a;

/// <summary>Messages from agent to agent (A2A): what one of them writes, the other obeys.</summary>
/// <remarks>
/// In an ordinary request nobody minds an instruction, since no agent reads it; here all text is looked at, wherever in
/// the message it stands: text, data, the bytes of files, metadata. Immutable and thread-safe.
/// </remarks>
/// <param name="injection">Knows instructions.</param>
/// <param name="urls">Judges where URLs lead.</param>
internal sealed class AgentMessages(InjectionEngine injection, AgentUrls urls)
{
    /// <summary>A message names its method, or is declared to be one, within so many bytes.</summary>
    internal const int Looked = 4 * 1024;

    // JSON-RPC methods of revision 1.0 and of those before it, as they stand in the message.
    private static readonly byte[][] s_methods =
    [
        .. new[]
        {
            "message/send", "message/stream", "tasks/send", "tasks/sendSubscribe", "tasks/resubscribe",
            "tasks/get", "tasks/list", "tasks/cancel", "tasks/pushNotificationConfig", "tasks/pushNotification",
            "agent/getAuthenticatedExtendedCard", "SendMessage", "SendStreamingMessage", "GetTask", "ListTasks",
            "CancelTask", "SubscribeToTask", "CreateTaskPushNotificationConfig", "GetTaskPushNotificationConfig",
            "ListTaskPushNotificationConfigs", "DeleteTaskPushNotificationConfig", "GetExtendedAgentCard",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>Makes a walk through the leaves of messages.</summary>
    internal AgentWalk NewWalk() => new(urls);

    /// <summary>True for a body that an agent receives as a message.</summary>
    /// <param name="contentType">The declared type.</param>
    /// <param name="start">The body, or as much of its start as there is.</param>
    internal static bool IsOne(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> start)
    {
        var declared = "application/a2a+json"u8;
        return (contentType.Length >= declared.Length
                && System.Text.Ascii.EqualsIgnoreCase(contentType[..declared.Length], declared))
            || CallsMethod(start[..Math.Min(start.Length, Looked)]);
    }

    /// <summary>True for a method of agents; escapes are undone.</summary>
    internal static bool IsMethod(ReadOnlySpan<byte> method)
    {
        foreach (var known in s_methods)
        {
            if (method.StartsWith(known) && (method.Length == known.Length || method[known.Length] == '/'))
                return true;
        }

        return false;
    }

    /// <summary>Looks for instructions in a message or in a window of one.</summary>
    internal void Scan(ReadOnlySpan<byte> json, string where, ref FindingSet found)
    {
        injection.Scan(json, ScanLayer.A2aMessage, where, MediaKind.Json, default, isCoded: false, ref found);
        NeighbouringTexts.Scan(injection, json, ScanLayer.A2aMessage, where, ref found);
    }

    // "method" : "message/send", with either slash (RFC 8259 §7).
    private static bool CallsMethod(ReadOnlySpan<byte> json)
    {
        var key = "\"method\""u8;
        while (json.IndexOf(key) is >= 0 and var at)
        {
            json = json[(at + key.Length)..];
            var value = json.TrimStart(" \t\r\n"u8);
            if (value.IsEmpty || value[0] != ':')
                continue;
            value = value[1..].TrimStart(" \t\r\n"u8);
            if (!value.IsEmpty && value[0] == '"' && Names(value[1..]))
                return true;
        }

        return false;
    }

    private static bool Names(ReadOnlySpan<byte> value)
    {
        foreach (var method in s_methods)
        {
            if (Begins(value, method))
                return true;
        }

        return false;
    }

    private static bool Begins(ReadOnlySpan<byte> value, ReadOnlySpan<byte> method)
    {
        foreach (var next in method)
        {
            if (next == '/' && value.StartsWith("\\"u8))
                value = value[1..];
            if (value.IsEmpty || value[0] != next)
                return false;
            value = value[1..];
        }

        return !value.IsEmpty && value[0] is (byte)'"' or (byte)'/' or (byte)'\\';
    }
}
