using System.CommandLine;
using System.Text;

namespace Pipelock.Cli.Commands.FirstHour;

/// <summary><c>man</c>: prints the manual page, written from the command model so that it cannot lie
/// (man(7)).</summary>
internal static class ManCommand
{
    public static Command Create(Func<RootCommand> root)
    {
        var command = new Command("man", "Print the manual page; pipe it into man -l -.");
        command.SetAction(_ =>
        {
            Console.Write(Write(root()));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Write(RootCommand root)
    {
        var page = new StringBuilder();
        page.Append($".TH PIPELOCK 1 \"\" \"pipelock {Escape(ProgramVersion.Number)}\" \"User Commands\"\n");
        page.Append($".SH NAME\npipelock \\- {Escape(root.Description ?? "")}\n");
        page.Append(".SH SYNOPSIS\n.B pipelock\n.I COMMAND\n[options]\n.SH COMMANDS\n");
        foreach (var command in root.Subcommands.Where(one => !one.Hidden)) Append(page, command, "pipelock");
        page.Append(".SH EXIT STATUS\n.TP\n.B 0\nAll is well.\n.TP\n.B 1\nSomething was found, or an error.\n"
            + ".TP\n.B 2\nThe configuration or the command line is not valid.\n"
            + ".TP\n.B 3\nNothing can be scanned here.\n");
        return page.ToString();
    }

    private static void Append(StringBuilder page, Command command, string parent)
    {
        var name = $"{parent} {command.Name}";
        page.Append($".SS {Escape(name)}\n{Escape(command.Description ?? "")}\n");
        foreach (var argument in command.Arguments.Where(one => !one.Hidden))
            page.Append($".TP\n.I {Escape(argument.HelpName ?? argument.Name)}\n{Escape(argument.Description ?? "")}\n");
        foreach (var option in command.Options.Where(one => !one.Hidden))
        {
            var names = string.Join(", ", option.Aliases.Prepend(option.Name).Distinct());
            page.Append($".TP\n.B {Escape(names)}{(option.HelpName is null ? "" : $" {Escape(option.HelpName)}")}\n{Escape(option.Description ?? "")}\n");
        }

        foreach (var sub in command.Subcommands.Where(one => !one.Hidden)) Append(page, sub, name);
    }

    /// <summary>A backslash, a hyphen, and a dot or quote at the start of a line mean something to the
    /// formatter.</summary>
    private static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }
}
