namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>One protection: what it stops, with which code, and what resembles that and has to pass.</summary>
/// <param name="Name">A sentence.</param>
/// <param name="Code">The code of the error that answers the last message of the attack.</param>
/// <param name="Twin">Harmless messages that come close; the last one is answered without error.</param>
/// <param name="Attack">What follows in the same session, written as <see cref="McpWire.SayAsync"/> says.</param>
/// <param name="Config">What the configuration has beside <see cref="McpSite.Strict"/>.</param>
public sealed record McpProtection(string Name, int Code, string[] Twin, string[] Attack, string Config = "")
{
    private const int Blocked = -32000;
    private const int Content = -32001;
    private const int Policy = -32002;
    private const int Chain = -32004;
    private const int Invalid = -32600;
    private const int NotJson = -32700;

    private static readonly string s_deep = new string('[', 2000) + new string(']', 2000);
    private static readonly string s_nested = new string('[', 20) + new string(']', 20);

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, McpProtection> All { get; } = new McpProtection[]
    {
        new("injected instructions in an answer", Blocked, ["say a word"], ["say injection"]),
        new("injected instructions in structured content", Blocked, ["say a word"], ["say structured"]),
        new("injected instructions in an embedded resource", Blocked, ["say a word"], ["say embedded"]),
        new("injected instructions in the data of an error", Blocked, ["say a word"], ["say failure"]),
        new("a secret in an answer", Blocked, ["say a word"], ["say secret"]),
        new("a secret in an argument", Content, ["say key of a piano"], [$"say key {Token}"]),
        new("a secret split over two arguments", Content,
            ["call lookup {\"a\":\"ghp_\",\"b\":\"is how such tokens begin\"}"],
            [$"call lookup {{\"a\":\"{Token[..20]}\",\"b\":\"{Token[20..]}\"}}"]),
        new("a poisoned tool", Blocked, ["list"], ["say poison", "list"]),
        new("a changed tool", Blocked, ["list", "list"], ["say change", "list"]),
        new("a call of a changed tool", Content, ["list", "say a word"], ["say change", "list", "say a word"]),
        new("a destructive command", Policy, ["call bash {\"command\":\"ls -la\"}"],
            ["call bash {\"command\":\"rm -rf /\"}"]),
        new("a destructive command in disguise", Policy,
            ["call bash {\"command\":\"echo 'rm is a command'\"}"], ["call bash {\"command\":\"r''m -r$@f /\"}"]),
        new("a rule of the operator", Policy, ["call lookup {\"word\":\"payments\"}"],
            ["call transfer {\"to\":\"anybody\"}"],
            "mcp_tool_policy:\n  enabled: true\n  action: block\n  rules:\n"
            + "    - name: no transfers\n      tool_pattern: ^transfer$\n"),
        new("a chain of calls", Chain, ["call read_file {\"path\":\"a.txt\"}", "call list_files {}"],
            ["call get_env {\"name\":\"API_KEY\"}", "call http_post {\"url\":\"https://example.com/\"}"],
            "tool_chain_detection:\n  enabled: true\n  action: block\n"),
        new("more calls than the budget has", Invalid, ["say a word", "list", "list"], ["say two", "say three"],
            "agents:\n  _default:\n    budget:\n      max_tool_calls_per_session: 2\n"),
        new("the same call again and again", Invalid, ["say one", "say two", "say three"],
            ["say one", "say one", "say one", "say one"],
            "agents:\n  _default:\n    budget:\n      max_retries_per_tool: 2\n"),
        new("a tool that was never listed", Content, ["say a word"], ["call surprise {}"], Binding),
        new("a tool that was added later", Content, ["say add", "list", "say a word"],
            ["say add", "list", "call translate {}"], Binding),
        new("a tool that the server announced later", Content, ["say announce", "list", "say a word"],
            ["say announce", "list", "call translate {}"], Binding),
        new("an answer that nobody asked for", Blocked, ["say a word"], ["say other id"]),
        new("media that the policy does not let in", Policy, ["say picture"], ["say audio"]),
        new("a key that stands there twice", NotJson,
            ["{\"jsonrpc\":\"2.0\",\"id\":70,\"method\":\"ping\",\"params\":{\"a\":1,\"b\":1}}"],
            ["{\"jsonrpc\":\"2.0\",\"id\":70,\"method\":\"ping\",\"params\":{\"a\":1,\"a\":2}}"]),
        new("a message that is nested too deeply", NotJson, [$"call lookup {{\"a\":{s_nested}}}"],
            [$"{{\"jsonrpc\":\"2.0\",\"id\":71,\"method\":\"ping\",\"params\":{{\"a\":{s_deep}}}}}"]),
        new("a message that is not UTF-8", NotJson, ["say na\u00efve"],
            ["{\"jsonrpc\":\"2.0\",\"id\":72,\"method\":\"ping\",\"params\":{\"a\":\"\u00ff\"}}"]),
        new("a batch where the revision has none", Invalid, ["call lookup {\"words\":[{\"id\":1},{\"id\":2}]}"],
            ["[{\"jsonrpc\":\"2.0\",\"id\":73,\"method\":\"ping\"}]"]),
    }.ToDictionary(one => one.Name, StringComparer.Ordinal);

    private static string Token => "ghp_" + "a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6";

    private static string Binding =>
        "mcp_session_binding:\n  enabled: true\n  unknown_tool_action: block\n  no_baseline_action: block\n";
}
