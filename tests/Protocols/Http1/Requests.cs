using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Requests for tables, and what became of them as one line of text.</summary>
internal static class Requests
{
    public static string Get(string fields) => $"GET / HTTP/1.1\r\nHost: a\r\n{fields}\r\n";

    public static string Post(string fields) => $"POST / HTTP/1.1\r\nHost: a\r\n{fields}\r\n";

    public static string Line(string line) => $"{line}\r\nHost: a\r\n\r\n";

    public static RefusalReason Refusal(string message, HeadLimits? limits = null)
    {
        using var head = new RequestHead(limits ?? HeadLimits.Default);
        var outcome = Outcome(head, message);
        Assert.DoesNotContain("NeedMore", outcome, StringComparison.Ordinal);
        return head.Refusal;
    }

    public static string Accepted(string message)
    {
        using var head = new RequestHead();
        var outcome = Outcome(head, message);
        Assert.StartsWith("Complete", outcome, StringComparison.Ordinal);
        return outcome;
    }

    public static string Outcome(RequestHead head, string message) => Deliveries.Outcome(
        Segments.Bytes(message), head.Reset, head.TryParse, head.TryParse, status => Describe(head, status));

    public static RequestHead Parse(string message)
    {
        var head = new RequestHead();
        Assert.Equal(ParseStatus.Complete, head.TryParse(Segments.Bytes(message), out _));
        return head;
    }

    public static string Describe(RequestHead head, ParseStatus status)
    {
        var text = new StringBuilder($"{status} {head.Refusal}");
        if (status == ParseStatus.Complete)
        {
            text.Append($" {Segments.Text(head.Method)} {head.KnownMethod} {Segments.Text(head.Target)} {head.Form}");
            text.Append($" 1.{head.MinorVersion} host={Segments.Text(head.Host)} {head.Framing} {head.ContentLength}");
            text.Append(head.KeepAlive ? " keep" : " close");
            text.Append(head.ExpectsContinue ? " continue" : "").Append(head.IsUpgrade ? " upgrade" : "");
            Append(text, head.Fields);
        }

        return text.ToString();
    }

    public static void Append(StringBuilder text, HeaderFields fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            text.Append($" [{Segments.Text(fields.Name(i))}|{Segments.Text(fields.Value(i))}|{fields.Known(i)}");
            text.Append(fields.IsHopByHop(i) ? "|hop]" : "]");
        }
    }
}
