using Pipelock.Policy.Approvals;

namespace Pipelock.Policy.Tests.Approvals;

public sealed class ApprovalQueueTests
{
    private static readonly ApprovalQuestion s_question = new("10.0.0.1", "example.com", "Prompt Injection", "injection");
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(5);

    private static ApprovalQueue Attended() => new(TimeProvider.System) { IsAttended = true };

    [Theory]
    [InlineData(ApprovalAnswer.Deny, false)]
    [InlineData(ApprovalAnswer.AllowOnce, true)]
    [InlineData(ApprovalAnswer.AllowSession, true)]
    public async Task The_answer_decides(ApprovalAnswer answer, bool expected)
    {
        var queue = Attended();
        var asked = queue.AskAsync(s_question, s_long, CancellationToken.None);
        var id = Assert.Single(queue.Questions).Id;
        Assert.False(asked.IsCompleted);

        Assert.True(queue.Answer(id, answer));
        Assert.Equal(expected, await asked);
        Assert.Empty(queue.Questions);
        Assert.False(queue.Answer(id, ApprovalAnswer.AllowOnce));
    }

    [Theory]
    [InlineData(ApprovalAnswer.AllowOnce, false)]
    [InlineData(ApprovalAnswer.AllowSession, true)]
    public async Task Only_an_answer_for_the_session_is_remembered(ApprovalAnswer answer, bool remembered)
    {
        var queue = Attended();
        var first = queue.AskAsync(s_question, s_long, CancellationToken.None);
        queue.Answer(queue.Questions[0].Id, answer);
        await first;

        Assert.Equal(
            remembered, queue.AskAsync(s_question, s_long, CancellationToken.None) is { IsCompletedSuccessfully: true });
        foreach (var other in new[] { s_question with { Client = "b" }, s_question with { Host = "b" },
            s_question with { Rule = "b" } })
            Assert.False(queue.AskAsync(other, s_long, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Nobody_there_is_a_no() =>
        Assert.False(await new ApprovalQueue(TimeProvider.System).AskAsync(s_question, s_long, CancellationToken.None));

    [Fact]
    public async Task No_answer_in_time_is_a_no()
    {
        var queue = Attended();
        Assert.False(await queue.AskAsync(s_question, TimeSpan.FromMilliseconds(1), CancellationToken.None));
        Assert.Empty(queue.Questions);
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_question_with_it()
    {
        var queue = Attended();
        using var left = new CancellationTokenSource();
        var asked = queue.AskAsync(s_question, s_long, left.Token);
        await left.CancelAsync();

        Assert.False(await asked);
        Assert.Empty(queue.Questions);
    }

    [Fact]
    public void More_questions_than_a_minute_holds_are_a_no()
    {
        var queue = Attended();
        for (var i = 0; i < ApprovalQueue.PerMinute; i++)
            Assert.False(queue.AskAsync(s_question, s_long, CancellationToken.None).IsCompleted);
        Assert.True(queue.AskAsync(s_question, s_long, CancellationToken.None).IsCompleted);
        Assert.Equal(ApprovalQueue.PerMinute, queue.Questions.Count);
    }
}
