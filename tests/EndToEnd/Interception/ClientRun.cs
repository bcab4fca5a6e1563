using System.Diagnostics;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>One run of somebody else's client to its end.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ClientRun(int ExitCode, string Output, string Error)
{
    /// <summary>
    /// Runs a client, with these variables beside the machine's, of which those about proxies are removed.
    /// </summary>
    public static async Task<ClientRun> OfAsync(
        string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
            { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(
            name => name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var client = Process.Start(start)!;
        var error = client.StandardError.ReadToEndAsync();
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return new ClientRun(client.ExitCode, output, await error);
    }
}
