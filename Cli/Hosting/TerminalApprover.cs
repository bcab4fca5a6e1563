using System.Globalization;
using System.Threading.Channels;
using Pipelock.Policy.Approvals;

namespace Pipelock.Cli.Hosting;

/// <summary>Puts questions to whoever sits at the terminal, one at a time; what is typed answers the one last
/// shown.</summary>
/// <remarks>Reads on a thread of its own, which ends with the process: nothing can interrupt a read of a
/// terminal.</remarks>
internal sealed class TerminalApprover
{
    private readonly ApprovalQueue _approvals;
    private readonly Channel<ApprovalQuestion> _questions = Channel.CreateBounded<ApprovalQuestion>(
        new BoundedChannelOptions(ApprovalQueue.Capacity) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly TextWriter _output;

    private TerminalApprover(ApprovalQueue approvals, TextWriter output)
    {
        _approvals = approvals;
        _output = output;
        approvals.Asked += question => _questions.Writer.TryWrite(question);
    }

    /// <summary>Begins to ask, where standard input and error are a terminal.</summary>
    public static void Attend(ApprovalQueue approvals)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected) return;
        approvals.IsAttended = true;
        Attend(approvals, Console.In, Console.Error);
    }

    /// <summary>Begins to ask.</summary>
    /// <param name="approvals">The questions.</param>
    /// <param name="input">Where answers come from, a line each.</param>
    /// <param name="output">Where questions go.</param>
    public static void Attend(ApprovalQueue approvals, TextReader input, TextWriter output)
    {
        var approver = new TerminalApprover(approvals, output);
        _ = approver.AskAsync();
        new Thread(() => approver.Read(input)) { IsBackground = true, Name = "terminal" }.Start();
    }

    private void Read(TextReader input)
    {
        while (input.ReadLine() is { } line) _lines.Writer.TryWrite(line);
        _lines.Writer.Complete();
    }

    private async Task AskAsync()
    {
        await foreach (var question in _questions.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var left = question.Expires - DateTimeOffset.UtcNow;
            if (left <= TimeSpan.Zero) continue;
            while (_lines.Reader.TryRead(out _))
            {
                // What was typed before the question does not answer it.
            }

            await _output.WriteLineAsync(Describe(question)).ConfigureAwait(false);
            using var deadline = new CancellationTokenSource(left);
            try
            {
                var line = await _lines.Reader.ReadAsync(deadline.Token).ConfigureAwait(false);
                if (!_approvals.Answer(question.Id, Parse(line)))
                    await _output.WriteLineAsync("too late: the question is closed").ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await _output.WriteLineAsync("no answer: blocked").ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                return;
            }
        }
    }

    private static ApprovalAnswer Parse(string line) => line.Trim().ToLowerInvariant() switch
    {
        "y" or "yes" => ApprovalAnswer.AllowOnce,
        "s" or "session" => ApprovalAnswer.AllowSession,
        _ => ApprovalAnswer.Deny,
    };

    private static string Describe(ApprovalQuestion question) => string.Create(
        CultureInfo.InvariantCulture,
        $"pipelock asks ({question.Id}): {Plain(question.Reason)}\n  from {Plain(question.Host)} to {Plain(question.Client)}"
        + $"\n  let it pass? [y]es, for this [s]ession, anything else blocks; until {question.Expires:HH:mm:ss} UTC");

    // A server must not draw on the operator's terminal.
    private static string Plain(string text) =>
        string.Concat(text.Take(200).Select(one => char.IsControl(one) ? '?' : one));
}
