namespace Pipelock.Protocols.Http1;

/// <summary>What each <see cref="RefusalReason"/> answers, says and cites. Thread-safe; allocates nothing.</summary>
public static class Refusals
{
    /// <summary>
    /// The status for a request so refused: 400, 413, 414, 417, 431, 501 or 505. A response so refused is always 502.
    /// </summary>
    public static int Status(RefusalReason reason) => throw new NotImplementedException();

    /// <summary>One sentence for the answer and the log; never holds bytes of the message.</summary>
    public static string Describe(RefusalReason reason) => throw new NotImplementedException();

    /// <summary>The section that the refusal rests on, such as <c>RFC 9112 §6.3</c>.</summary>
    public static string Rule(RefusalReason reason) => throw new NotImplementedException();
}
