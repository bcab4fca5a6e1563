using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Pipelock.Micro.Scanners;
using Pipelock.Micro.Sessions;
using Pipelock.Micro.Transport;

namespace Pipelock.Micro;

/// <summary>
/// Without arguments: the allocation check, which fails when a clean request allocates. With <c>--check-ratios</c>, and
/// maybe a part of the names of rows: the speed check of the scanners. With <c>--check-tls</c> and the
/// path of the program: what opened TLS costs.
/// With <c>--check-sessions</c>: what sessions and limits cost after an hour. Otherwise BenchmarkDotNet, for example
/// <c>--filter '*'</c>.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // As the program itself does: it must be set before the first socket is made.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        if (arguments.Length == 0) return AllocationCheck.Run();
        if (arguments[0] == "--check-ratios") return RatioCheck.Run(arguments.ElementAtOrDefault(1));
        if (arguments[0] == "--check-tls") return TlsRatioCheck.Run(arguments[1]);
        if (arguments[0] == "--check-sessions") return SessionCostCheck.Run();
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var config = DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, config);
        return 0;
    }
}
