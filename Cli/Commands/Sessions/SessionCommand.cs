using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipelock.Config.Document;

namespace Pipelock.Cli.Commands.Sessions;

/// <summary><c>session</c>: looks at the sessions of a running proxy, and lets them go.</summary>
internal static class SessionCommand
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true };

    public static Command Create() => new("session", "Look at the sessions of a running proxy, and release them.")
    {
        List(),
        One("inspect", "Tell everything about a session.", "", HttpMethod.Get, Print),
        One("explain", "Tell why a session is in quarantine.", "explain", HttpMethod.Get, Explain),
        Release(),
        One("terminate", "Forget a session and cut off what it has open.", "terminate", HttpMethod.Post, Print),
        Recover(),
    };

    private static Command List()
    {
        var tier = new Option<string?>("--tier") { Description = "Only this tier of quarantine." };
        tier.AcceptOnlyFromAmong("none", "soft", "hard", "drain", "normal");
        var json = Json();
        var command = new Command("list", "List the sessions.") { tier, json };
        return Asking(command, async (client, result) =>
        {
            var wanted = result.GetValue(tier);
            var answer = await client.AskAsync(HttpMethod.Get, wanted is null ? "" : $"?tier={wanted}")
                .ConfigureAwait(false);
            if (result.GetValue(json))
            {
                Print(answer);
                return;
            }

            Console.WriteLine($"{"SESSION",-40} {"TIER",-6} {"LEVEL",-9} SCORE");
            foreach (var one in answer["sessions"]!.AsArray())
                Console.WriteLine(
                    $"{one!["key"],-40} {one["airlock_tier"],-6} {one["escalation_level"],-9} {one["threat_score"]}");
        });
    }

    private static Command Release()
    {
        var key = Key();
        var to = new Option<string>("--to") { Description = "Tier to go to.", DefaultValueFactory = _ => "none" };
        to.AcceptOnlyFromAmong("none", "soft", "normal");
        var command = new Command("release", "Ease the quarantine of a session.") { key, to, Json() };
        return Asking(command, async (client, result) => Print(await client.AskAsync(
            HttpMethod.Post, SessionClient.PathOf(result.GetValue(key)!, "airlock"),
            new JsonObject { ["tier"] = result.GetValue(to) }).ConfigureAwait(false)));
    }

    private static Command Recover()
    {
        var key = Key();
        var choice = new Option<string?>("--choice") { Description = "What to do; asked for where it is not given." };
        choice.AcceptOnlyFromAmong("release-none", "release-soft", "terminate", "leave");
        var silent = new Option<bool>("--no-prompt") { Description = "Leave it as it is instead of asking." };
        var command = new Command("recover", "Look at a quarantined session and decide what becomes of it.")
            { key, choice, silent };
        return Asking(command, async (client, result) =>
        {
            var name = result.GetValue(key)!;
            Explain(await client.AskAsync(HttpMethod.Get, SessionClient.PathOf(name, "explain")).ConfigureAwait(false));
            var chosen = result.GetValue(choice) ?? (result.GetValue(silent) ? "leave" : Ask());
            if (chosen == "leave") return;
            var (action, body) = chosen == "terminate"
                ? ("terminate", null)
                : ("airlock", new JsonObject { ["tier"] = chosen["release-".Length..] });
            Print(await client.AskAsync(HttpMethod.Post, SessionClient.PathOf(name, action), body)
                .ConfigureAwait(false));
        });
    }

    private static string Ask()
    {
        Console.Write("release-none, release-soft, terminate or leave? ");
        var answer = Console.ReadLine()?.Trim();
        return answer is "release-none" or "release-soft" or "terminate" ? answer : "leave";
    }

    private static Command One(
        string name, string description, string action, HttpMethod method, Action<JsonNode> print)
    {
        var key = Key();
        var command = new Command(name, description) { key, Json() };
        return Asking(command, async (client, result) => print(await client.AskAsync(
            method, SessionClient.PathOf(result.GetValue(key)!, action)).ConfigureAwait(false)));
    }

    private static Command Asking(Command command, Func<SessionClient, ParseResult, Task> act)
    {
        var access = new SessionAccess();
        access.AddTo(command);
        command.SetAction(async (result, _) =>
        {
            try
            {
                var (url, token) = access.Resolve(result);
                using var client = new SessionClient(url, token);
                await act(client, result).ConfigureAwait(false);
                return ExitCode.Ok;
            }
            catch (ConfigException e)
            {
                ConfigSource.Report(e, Console.Error);
                return ExitCode.Configuration;
            }
            catch (IOException e)
            {
                await Console.Error.WriteLineAsync($"pipelock: {e.Message}").ConfigureAwait(false);
                return ExitCode.Findings;
            }
        });
        return command;
    }

    private static Argument<string> Key() => new("KEY") { Description = "agent|client-ip, as the list shows it." };

    private static Option<bool> Json() => new("--json") { Description = "Print the answer as JSON." };

    private static void Print(JsonNode answer) => Console.WriteLine(answer.ToJsonString(s_readable));

    private static void Explain(JsonNode answer)
    {
        Console.WriteLine($"{answer["key"]}: tier {answer["tier"]}, {answer["reason"]}");
        Console.WriteLine($"  level {answer["escalation_level"]}, score {answer["threat_score"]}");
        if (answer["evidence_kind"] is { } kind)
            Console.WriteLine($"  last: {kind} {answer["evidence_target"]} ({answer["evidence_detail"]})");
        if (answer["next_deescalation_at"] is { } at)
            Console.WriteLine($"  eases to {answer["next_deescalation_tier"]} at {at}");
    }
}
