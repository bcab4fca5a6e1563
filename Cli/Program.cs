using Pipelock.Cli.Commands;

namespace Pipelock.Cli;

/// <summary>The entry point of <c>pipelock</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // Read by the runtime when the first socket is made: completions then run on the thread that saw them, which
        // takes a request from 100 to 28 microseconds. What is slow in our code moves to the thread pool by itself.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        var command = RootCommandFactory.Create(arguments).Parse(arguments);
        RulePacks.Take(command);
        var code = command.Invoke(); // Says what is wrong with the command line, if anything is.
        return command.Errors.Count > 0 ? ExitCode.Configuration : code;
    }
}
