using System.Diagnostics;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Tools;

/// <summary>One run of the program with something on its standard input.</summary>
internal sealed record FilterRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the program; its environment holds no variable that could count as a secret.</summary>
    public static async Task<FilterRun> OfAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(ProgramUnderTest.Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(["PATH", "DOTNET_ROOT", "HOME"]).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(deadline.Token);
        return new FilterRun(process.ExitCode, await output, await error);
    }
}
