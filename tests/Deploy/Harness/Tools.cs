namespace Pipelock.Deploy.Tests.Harness;

/// <summary>The real tools, fetched once by scripts/ensure-tools.sh.</summary>
internal static class Tools
{
    private static readonly Lazy<Task<string>> s_helm = new(() => FetchAsync("helm"));
    private static readonly Lazy<Task<string>> s_schemas = new(
        () => FetchAsync(Repository.At("tests/Deploy/Schemas/package.json")));

    /// <summary>Where the packages with the schemas of Kubernetes are, and a reader of YAML.</summary>
    public static Task<string> SchemasAsync() => s_schemas.Value;

    /// <summary>Runs helm.</summary>
    public static async Task<Command.Result> HelmAsync(params string[] arguments) =>
        await Command.RunAsync(await s_helm.Value, arguments);

    private static async Task<string> FetchAsync(string tool) =>
        (await Command.RunAsync(Repository.At("scripts/ensure-tools.sh"), tool)).Succeeded().Trim();
}
