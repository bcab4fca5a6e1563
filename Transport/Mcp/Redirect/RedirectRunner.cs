using System.ComponentModel;
using System.Diagnostics;
using Pipelock.Policy;
using Pipelock.Policy.Mcp;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Transport.Mcp.Processes;

namespace Pipelock.Transport.Mcp.Redirect;

/// <summary>Has a program of the operator answer a tool call in the server's place.</summary>
/// <remarks>
/// (1) program started with harmless variables and a manifest ──► (2) what it prints, up to a bound and a deadline ──►
/// (3) scanned like a server's answer ──► (4) result of the call. Whatever goes wrong is the refusal that the policy
/// had prepared. Thread-safe.
/// </remarks>
/// <param name="policies">The policy in force.</param>
/// <param name="environment">Our own environment.</param>
/// <param name="fetchEndpoint">Where the fetch proxy answers, told to the program.</param>
public sealed class RedirectRunner(
    PolicyHolder policies, IReadOnlyDictionary<string, string> environment, string fetchEndpoint)
{
    private const int MaxOutputBytes = 1024 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>The answer to a call that <paramref name="decision"/> redirects.</summary>
    /// <param name="decision">Names the program.</param>
    /// <param name="raw">The call.</param>
    /// <param name="stop">Ends the program in an emergency; the call is then answered as all others are.</param>
    internal async Task<ReadOnlyMemory<byte>> AnswerAsync(McpDecision decision, ReadOnlyMemory<byte> raw, McpStop stop)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var registered = stop.Register(() => End(patience));
        if (stop.IsActive) return stop.Decide(raw.Span, McpDirection.FromClient).Bytes;
        var answer = await AnswerAsync(decision, raw, patience).ConfigureAwait(false);
        return stop.IsActive ? stop.Decide(raw.Span, McpDirection.FromClient).Bytes : answer;
    }

    private static void End(CancellationTokenSource patience)
    {
        try
        {
            patience.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The program has answered meanwhile.
        }
    }

    private async Task<ReadOnlyMemory<byte>> AnswerAsync(
        McpDecision decision, ReadOnlyMemory<byte> raw, CancellationTokenSource patience)
    {
        try
        {
            // (1) and (2)
            var output = await RunAsync(Start(decision, raw.Span), patience.Token).ConfigureAwait(false);
            if (output is null) return decision.Bytes;

            // (3) and (4)
            return Result(decision, raw.Span, output);
        }
        catch (Exception e) when (e is Win32Exception or IOException or OperationCanceledException)
        {
            return decision.Bytes;
        }
    }

    private ProcessStartInfo Start(in McpDecision decision, ReadOnlySpan<byte> raw)
    {
        var profile = decision.Redirect!;
        var start = new ProcessStartInfo(profile.Exec[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in profile.Exec.AsSpan()[1..]) start.ArgumentList.Add(argument);
        JsonRpcMessage.TryRead(raw, out var call);
        if (profile.PreserveArgv) start.ArgumentList.Add(System.Text.Encoding.UTF8.GetString(call.Arguments));
        start.Environment.Clear();
        foreach (var (name, value) in ServerEnvironment.For(environment, [])) start.Environment[name] = value;
        start.Environment[RedirectManifest.Variable] = RedirectManifest.Of(
            decision, policies.Current.Options.McpToolPolicy.QuarantineDir, fetchEndpoint);
        return start;
    }

    private static async Task<byte[]?> RunAsync(ProcessStartInfo start, CancellationToken stop)
    {
        using var process = Process.Start(start) ?? throw new Win32Exception();
        try
        {
            process.StandardInput.Close();
            using var output = new MemoryStream();
            var block = new byte[16 * 1024];
            var stream = process.StandardOutput.BaseStream;
            while (await stream.ReadAsync(block, stop).ConfigureAwait(false) is var count and > 0)
            {
                if (output.Length + count > MaxOutputBytes) return null;
                output.Write(block, 0, count);
            }

            await process.WaitForExitAsync(stop).ConfigureAwait(false);
            return process.ExitCode == 0 ? output.ToArray() : null;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private byte[] Result(in McpDecision decision, ReadOnlySpan<byte> raw, byte[] output)
    {
        JsonRpcMessage.TryRead(raw, out var call);
        var policy = policies.Acquire();
        try
        {
            var result = RedirectResult.Of(output);
            var findings = policy.Scanner.Mcp.ScanAnswer(result, "redirect output");
            return policy.Decide(findings, Surface.Response).IsBlocked
                ? McpErrors.Of(
                    call.Id, JsonRpcErrors.Content,
                    $"pipelock: the output of redirect profile {decision.RedirectName} is not passed on")
                : RedirectResult.Answer(call.Id, result);
        }
        finally
        {
            policy.Release();
        }
    }
}
