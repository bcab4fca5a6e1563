using Pipelock.Config.Loading;

namespace Pipelock.Cli.Hosting;

/// <summary>What the daemon says on standard error when it is up.</summary>
internal static class Banner
{
    public static void Write(LoadedConfig loaded, string? path, TextWriter output)
    {
        var options = loaded.Options;
        var listen = options.FetchProxy.Listen;
        output.WriteLine($"Pipelock v{ProgramVersion.Number} starting");
        output.WriteLine($"  Mode:   {options.Mode.ToString().ToLowerInvariant()}");
        output.WriteLine($"  Listen: {listen}");
        output.WriteLine($"  Health: http://{listen}/health");
        output.WriteLine($"  Stats:  http://{listen}/stats");
        output.WriteLine("  Proxy:  HTTP/HTTPS forward proxy (CONNECT + absolute-URI)");
        output.WriteLine($"  Config: {path ?? "embedded defaults"}");
        foreach (var warning in loaded.Warnings) output.WriteLine($"  Warning: {warning}");
        foreach (var section in loaded.InactiveSections) output.WriteLine($"  {section}: not active in this version");
    }
}
