using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Pipelock.Policy.Mcp.ToolPolicy;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Knows the commands by which a developer builds, tests, formats and looks at what was just
/// written.</summary>
/// <remarks>
/// Reading or writing a file and then running such a command is the work agents are there for. A command counts only if
/// all of its parts do, and nothing in it is expanded, redirected from a process, or substituted.
/// </remarks>
internal static class EverydayCommands
{
    private const int MaxWord = 24;

    private static readonly SearchValues<byte> s_separators = SearchValues.Create(";&|\n"u8);
    private static readonly SearchValues<byte> s_expansions = SearchValues.Create("$`<>(){}\\"u8);
    private static readonly SearchValues<byte> s_substitutions = SearchValues.Create("$`<>(){}\\\"'"u8);

    /// <summary>Programs that only test, format, check, or show.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_programs = Set(
        "pytest jest vitest mocha eslint prettier tsc ruff black mypy flake8 isort gofmt golint golangci-lint rubocop "
            + "rspec phpunit tox ls pwd wc echo true cd diff shellcheck hadolint yamllint markdownlint pylint pyright "
            + "stylelint actionlint tflint ctest sphinx-build hugo");

    /// <summary>What tools of one task are called.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_tasks = Set(
        "test tests unit lint linter format formatter typecheck build check checks");

    /// <summary>Programs with the verbs that only build, test, format, check, or show.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_verbs = Set(
        "npm:test npm:run npm:ci npm:t npm:ls npm:install npm:i pnpm:test pnpm:run pnpm:lint pnpm:build pnpm:install "
            + "yarn:test yarn:run yarn:lint yarn:install "
            + "make:test make:build make:lint make:check make:format make:fmt make:restart make:all make:clean "
            + "yarn:build npx:eslint npx:prettier npx:tsc npx:jest npx:vitest cargo:test cargo:build cargo:check "
            + "cargo:fmt cargo:clippy go:test go:build go:vet go:fmt dotnet:test dotnet:build dotnet:format git:status "
            + "git:diff git:add git:commit git:log git:show git:branch git:stash git:checkout git:switch git:push "
            + "git:pull git:fetch mvn:test mvn:compile mvn:verify "
            + "gradle:test gradle:build uv:sync poetry:check terraform:plan terraform:validate terraform:fmt "
            + "mkdocs:build jekyll:build next:build vite:build astro:build docusaurus:build deno:test deno:fmt deno:lint "
            + "deno:check bun:test swift:test swift:build bazel:test bazel:build mix:test mix:format mix:compile "
            + "helm:lint helm:template kubectl:diff bundle:install composer:install poetry:install");

    /// <summary>Whether a tool does nothing but test, build, format or check, by its name.</summary>
    public static bool IsTool(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        var isEveryday = false;
        foreach (var word in new NameWords(tool, room))
        {
            if (s_tasks.Contains(word))
                isEveryday = true;
            else if (word is not "run")
                return false;
        }

        return isEveryday;
    }

    /// <summary>Whether all command lines among the arguments are everyday ones; false when there is none.</summary>
    public static bool AreAll(ToolFamily family, CallArguments arguments)
    {
        var (any, all, programs) = (false, true, 0);
        foreach (ref readonly var value in arguments.Values)
        {
            if ((CallText.ContextOf(family, value, arguments, hasProse: false) & TextContext.Command) == 0)
                continue;
            any = true;
            all &= IsOne(arguments.TextOf(value));
            programs += arguments.RoleOf(value) == ArgumentRole.Command ? 1 : 0;
        }

        // A program and its arguments, each for itself: "npm" beside "test".
        return any && (all || (programs == 1 && IsOne(arguments.Joined())));
    }

    private static bool IsOne(ReadOnlySpan<byte> line)
    {
        var isAny = false;
        while (!line.IsEmpty)
        {
            var end = line.IndexOfAny(s_separators);
            var command = (end < 0 ? line : line[..end]).Trim(" \t\r"u8);
            line = end < 0 ? [] : line[(end + 1)..];
            if (command.IsEmpty)
                continue;
            isAny = true;
            if (!IsSimple(command))
                return false;
        }

        return isAny;
    }

    private static bool IsSimple(ReadOnlySpan<byte> command)
    {
        Span<char> name = stackalloc char[(2 * MaxWord) + 1];
        var length = Word(command, name);
        if (length == 0)
            return false;
        if (s_programs.Contains(name[..length]))
            return !command.ContainsAny(s_substitutions);
        var rest = command[length..].TrimStart((byte)' ');
        name[length] = ':';
        var verb = Word(rest, name[(length + 1)..]);
        if (verb == 0 || !s_verbs.Contains(name[..(length + 1 + verb)]))
            return false;
        // Another place than where the project comes from.
        if (rest.StartsWith("pu"u8) && rest.ContainsAny(":@"u8))
            return false;
        // A message of a commit stands in quotation marks.
        return !command.ContainsAny(s_expansions);
    }

    private static int Word(ReadOnlySpan<byte> text, Span<char> room)
    {
        var length = text.IndexOf((byte)' ') is >= 0 and var end ? end : text.Length;
        return length is 0 or > MaxWord || length > room.Length || !Ascii.IsValid(text[..length])
            ? 0 : Encoding.ASCII.GetChars(text[..length], room);
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
