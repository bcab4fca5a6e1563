using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Responses for tables, and what became of them as one line of text.</summary>
internal static class Responses
{
    public static string Ok(string fields) => $"HTTP/1.1 200 OK\r\n{fields}\r\n";

    public static RefusalReason Refusal(
        string message, RequestMethod method = RequestMethod.Get, HeadLimits? limits = null)
    {
        using var head = new ResponseHead(limits ?? HeadLimits.Default);
        var outcome = Outcome(head, message, method);
        Assert.DoesNotContain("NeedMore", outcome, StringComparison.Ordinal);
        return head.Refusal;
    }

    public static string Accepted(string message, RequestMethod method = RequestMethod.Get)
    {
        using var head = new ResponseHead();
        var outcome = Outcome(head, message, method);
        Assert.StartsWith("Complete", outcome, StringComparison.Ordinal);
        return outcome;
    }

    public static string Outcome(ResponseHead head, string message, RequestMethod method) => Deliveries.Outcome(
        Segments.Bytes(message),
        head.Reset,
        (ReadOnlySpan<byte> input, out int consumed) => head.TryParse(input, method, out consumed),
        (in System.Buffers.ReadOnlySequence<byte> input, out SequencePosition consumed,
            out SequencePosition examined) =>
            head.TryParse(input, method, out consumed, out examined),
        status => Describe(head, status));

    public static ResponseHead Parse(string message, RequestMethod method = RequestMethod.Get)
    {
        var head = new ResponseHead();
        Assert.Equal(ParseStatus.Complete, head.TryParse(Segments.Bytes(message), method, out _));
        return head;
    }

    private static string Describe(ResponseHead head, ParseStatus status)
    {
        var text = new StringBuilder($"{status} {head.Refusal}");
        if (status == ParseStatus.Complete)
        {
            text.Append($" 1.{head.MinorVersion} {head.StatusCode} '{Segments.Text(head.Reason)}'");
            text.Append($" {head.Framing} {head.ContentLength}{(head.KeepAlive ? " keep" : " close")}");
            text.Append(head.IsInterim ? " interim" : "").Append(head.IsUpgrade ? " upgrade" : "");
            Requests.Append(text, head.Fields);
        }

        return text.ToString();
    }
}
