using System.Diagnostics;

namespace Pipelock.Deploy.Tests.Harness;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <summary>What a program printed, and its exit code.</summary>
    public sealed record Result(int ExitCode, string Output, string Errors)
    {
        /// <summary>The output of a program that succeeded; fails the test otherwise.</summary>
        public string Succeeded()
        {
            Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Errors}\n{Output}");
            return Output;
        }
    }

    /// <summary>Runs <paramref name="program"/> with <paramref name="arguments"/> and waits for it.</summary>
    public static Task<Result> RunAsync(string program, params IEnumerable<string> arguments) =>
        RunAsync(program, arguments, input: "");

    /// <summary>The same, with something to read and further environment variables.</summary>
    public static async Task<Result> RunAsync(
        string program, IEnumerable<string> arguments, string input,
        IReadOnlyDictionary<string, string>? environment = null, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Repository.Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"could not start {program}");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await errors);
    }
}
