namespace Pipelock.Deploy.Tests.Harness;

/// <summary>The real tools, fetched once by scripts/ensure-tools.sh.</summary>
internal static class Tools
{
    private static readonly Lazy<Task<string>> Directory = new(async () =>
        (await Command.RunAsync(Repository.At("scripts/ensure-tools.sh"), "helm", "schemas")).Succeeded().Trim());

    /// <summary>The path of a tool in the directory they share.</summary>
    public static async Task<string> PathAsync(string tool) => Path.Combine(await Directory.Value, tool);

    /// <summary>Runs helm.</summary>
    public static async Task<Command.Result> HelmAsync(params string[] arguments) =>
        await Command.RunAsync(await PathAsync("helm"), arguments);
}
