using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Approvals;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Approvals;

/// <summary>Puts decisions that ask before the operator.</summary>
internal static class OperatorQuestions
{
    /// <summary>Whether a message may go on; nothing of it has left, and nothing leaves while the question is
    /// open.</summary>
    /// <param name="services">Hold the queue.</param>
    /// <param name="client">Who gets the message; its leaving ends the question.</param>
    /// <param name="host">Who sent it.</param>
    /// <param name="decision">The decision that asks.</param>
    /// <param name="policy">The policy in force.</param>
    public static Task<bool> AskAsync(
        ProxyServices services, ClientConnection client, ReadOnlySpan<byte> host, Decision decision,
            PolicySnapshot policy) =>
        AskAsync(services, client, host, decision, policy, client.Closed);

    /// <summary>The same for one message of many on a connection.</summary>
    /// <param name="services">Hold the queue.</param>
    /// <param name="client">Who gets the message.</param>
    /// <param name="host">Who sent it.</param>
    /// <param name="decision">The decision that asks.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="end">The end of the connection; it ends the question.</param>
    public static Task<bool> AskAsync(
        ProxyServices services, ClientConnection client, ReadOnlySpan<byte> host, Decision decision,
            PolicySnapshot policy, CancellationToken end) =>
        services.Approvals.AskAsync(
            new ApprovalQuestion(
                client.AddressText, Encoding.UTF8.GetString(host), decision.Cause!.RuleName, decision.Reason),
            TimeSpan.FromSeconds(policy.Options.ResponseScanning.AskTimeoutSeconds),
            end);
}
