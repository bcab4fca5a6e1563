using System.Buffers.Text;
using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>
/// How many proxies a TRACE or OPTIONS may still pass (RFC 9110 §7.6.2); other methods are not counted.
/// </summary>
internal static class MaxForwards
{
    /// <summary>
    /// The answer of the proxy where the count is used up and it is the last to be asked; null otherwise.
    /// </summary>
    public static Answer? Answer(RequestHead head)
    {
        if (Of(head) != 0) return null;
        return head.KnownMethod == RequestMethod.Options
            ? new Answer { Status = 200, Body = "", Fields = [("Allow", Methods)] }
            : new Answer { Status = 405, Body = "refused: no TRACE is answered here\n", Fields = [("Allow", Methods)] };
    }

    /// <summary>The field that goes on, one less than the one that came; empty where none counts.</summary>
    public static ReadOnlySpan<byte> Next(RequestHead head) =>
        Of(head) is > 0 and var left ? Encoding.ASCII.GetBytes($"Max-Forwards: {left - 1}\r\n") : default;

    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT";

    /// <summary>The count; -1 where there is none to obey.</summary>
    private static long Of(RequestHead head)
    {
        if (head.KnownMethod is not (RequestMethod.Options or RequestMethod.Trace)) return -1;
        return head.Fields.TryFind(KnownHeader.MaxForwards, out var value)
            && Utf8Parser.TryParse(value, out uint count, out var used) && used == value.Length ? count : -1;
    }
}
