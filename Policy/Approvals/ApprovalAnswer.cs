namespace Pipelock.Policy.Approvals;

/// <summary>What the operator says to a question.</summary>
public enum ApprovalAnswer : byte
{
    /// <summary>The message does not go on.</summary>
    Deny,

    /// <summary>This message goes on.</summary>
    AllowOnce,

    /// <summary>This message goes on, and so does what the same client gets from the same host for the same
    /// rule.</summary>
    AllowSession,
}
