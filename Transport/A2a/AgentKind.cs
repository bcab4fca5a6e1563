namespace Pipelock.Transport.A2a;

/// <summary>What an exchange is between agents (A2A).</summary>
internal enum AgentKind : byte
{
    /// <summary>Nothing: an ordinary exchange.</summary>
    None,

    /// <summary>A message to an agent, and its answer.</summary>
    Message,

    /// <summary>The card by which an agent introduces itself.</summary>
    Card,
}
