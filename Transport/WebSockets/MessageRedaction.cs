using System.Buffers;
using Pipelock.Scanners.Redaction;

namespace Pipelock.Transport.WebSockets;

/// <summary>Redaction of one text message; its placeholders are numbered from one.</summary>
internal static class MessageRedaction
{
    /// <summary>Replaces what is to be replaced in a JSON message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="redactor">Knows what is to be replaced.</param>
    /// <param name="rewritten">The message that goes on; null when nothing was replaced, or with a fault.</param>
    public static RedactionFault Apply(ReadOnlySpan<byte> message, Redactor redactor, out byte[]? rewritten)
    {
        rewritten = null;
        var redaction = redactor.Begin();
        var output = new ArrayBufferWriter<byte>(message.Length + 64);
        redaction.Append(message, output);
        redaction.Complete(output);
        if (redaction.Fault == RedactionFault.None && redaction.Count > 0) rewritten = output.WrittenSpan.ToArray();
        return redaction.Fault;
    }

    /// <summary>
    /// Whether a message may pass as it is to a host of <c>redaction.allowlist_unparseable</c>: it is no JSON, which
    /// says nothing about what it holds.
    /// </summary>
    public static bool MayPass(RedactionFault fault) =>
        fault is RedactionFault.BodyUnparseable or RedactionFault.NonJsonBody;
}
