using System.CommandLine;

namespace Pipelock.Cli.Commands;

/// <summary><c>completion SHELL</c>: prints a script that asks the program itself for completions.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _pipelock() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _pipelock pipelock
        """;

    private const string Zsh = """
        #compdef pipelock
        _pipelock() {
            local -a replies
            replies=("${(@f)$("${words[1]}" "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a replies || _files
        }
        compdef _pipelock pipelock
        """;

    private const string Fish = """
        complete -c pipelock -a '(pipelock "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a shell's completion script; source it at its start.") { shell };
        command.SetAction(result =>
        {
            Console.WriteLine(result.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
            return ExitCode.Ok;
        });
        return command;
    }
}
