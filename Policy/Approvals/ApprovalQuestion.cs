namespace Pipelock.Policy.Approvals;

/// <summary>What the operator is asked. Holds what may be told to anyone, never the text that was found.</summary>
/// <param name="Client">Who gets the message.</param>
/// <param name="Host">Who sent it.</param>
/// <param name="Rule">The rule that asks.</param>
/// <param name="Reason">One sentence.</param>
public sealed record ApprovalQuestion(string Client, string Host, string Rule, string Reason)
{
    /// <summary>Number of the question, by which it is answered; 0 until it is asked.</summary>
    public long Id { get; init; }

    /// <summary>When nobody has answered by then, the answer is no.</summary>
    public DateTimeOffset Expires { get; init; }
}
