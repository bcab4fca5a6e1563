using Pipelock.Policy;
using Pipelock.Policy.Emergency;

namespace Pipelock.Transport.Answers;

/// <summary>The form in which the clients of a listener hear what the proxy itself has to say. Immutable.</summary>
/// <remarks>
/// This one is plain sentences, as proxies answer; a listener of another kind overrides what differs.
/// </remarks>
internal class AnswerForm
{
    /// <summary>Plain sentences.</summary>
    public static AnswerForm Plain { get; } = new();

    /// <summary>The policy stopped a request or its response.</summary>
    public virtual Answer Blocked(Answer plain, in Decision decision) => plain;

    /// <summary>The request is not valid, or beyond a limit.</summary>
    public virtual Answer Refused(Answer plain, string sentence) => plain;

    /// <summary>All traffic is stopped.</summary>
    public virtual Answer Stopped(KillSwitch killSwitch) => StoppedAnswer.Of(killSwitch);

    /// <summary>The origin gave no answer.</summary>
    public virtual Answer Failed(Answer plain) => plain;
}
