using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Mcp;

/// <summary>
/// Finds in the messages of the Model Context Protocol what must not go out and what must not come in.
/// </summary>
/// <remarks>Immutable and thread-safe. Requests and answers that are clean cost no allocation.</remarks>
public sealed class McpScanner
{
    private readonly McpAnswers _answers;
    private readonly McpRequests _requests;
    private readonly ToolReader _tools;

    internal McpScanner(
        TextScanner text, InjectionEngine injection, Lazy<InjectionEngine> tools, GluedMatcher glued,
        ScanEngine engine)
    {
        _answers = new McpAnswers(text.Inbound, injection);
        _requests = new McpRequests(text, injection, glued, engine);
        _tools = new ToolReader(_answers, tools);
    }

    /// <summary>Compiles what the first list of tools would otherwise wait for.</summary>
    public void Warm() => _tools.Warm();

    /// <summary>
    /// Examines what an agent sends: every key, string, number of the parameters, the method and the id.
    /// </summary>
    /// <param name="method">The method, escapes undone; empty for an answer to a request of the server.</param>
    /// <param name="id">The id as written; empty when there is none.</param>
    /// <param name="json">The JSON of <c>params</c>, or of <c>result</c> or <c>error</c> of an answer.</param>
    public Findings ScanRequest(ReadOnlySpan<byte> method, ReadOnlySpan<byte> id, ReadOnlySpan<byte> json) =>
        _requests.Scan(method, id, json);

    /// <summary>Examines what a server sends, if it is there as a whole.</summary>
    /// <param name="json">The JSON of <c>result</c>, <c>error</c> or <c>params</c>, whatever its form.</param>
    /// <param name="where">How findings name the place: <c>result</c>, for example.</param>
    public Findings ScanAnswer(ReadOnlySpan<byte> json, string where) => _answers.Scan(json, where);

    /// <summary>
    /// Hands out a scan for an answer that arrives in pieces; give it back with <see cref="Return"/>.
    /// </summary>
    public McpAnswerScan RentAnswerScan() => _answers.Rent();

    /// <summary>Takes the scan of an answer back.</summary>
    public void Return(McpAnswerScan scan) => _answers.Return(scan);

    /// <summary>Reads the tools that a server lists, with what is wrong about each.</summary>
    /// <param name="resultJson">The JSON of <c>result</c>.</param>
    /// <returns>The tools; none when the result has no array of tools.</returns>
    public ToolInventory ReadTools(ReadOnlySpan<byte> resultJson) => _tools.Read(resultJson);

    /// <summary>Examines the images, sounds and films in an answer.</summary>
    /// <param name="resultJson">The JSON of <c>result</c>.</param>
    /// <param name="rules">What may pass.</param>
    public static MediaReport ExamineMedia(ReadOnlySpan<byte> resultJson, MediaRules rules) =>
        MediaCheck.Examine(resultJson, rules);
}
