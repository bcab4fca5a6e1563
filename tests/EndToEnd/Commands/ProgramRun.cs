using System.Diagnostics;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Commands;

/// <summary>One run of the program to its end.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Both outputs.</summary>
    public string Everything => Output + Error;

    /// <summary>Runs the program.</summary>
    public static async Task<ProgramRun> OfAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(ProgramUnderTest.Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(deadline.Token);
        return new ProgramRun(process.ExitCode, output, await error);
    }
}
