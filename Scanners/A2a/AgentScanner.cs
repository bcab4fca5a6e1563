using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.A2a;

/// <summary>Examines what agents send each other (A2A): messages, answers, extensions, and their cards.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AgentScanner
{
    private readonly TextScanner _text;
    private readonly InjectionEngine _injection;
    private readonly Lazy<InjectionEngine> _tools;
    private readonly AgentUrls _urls;
    private readonly BodyScanPool _bodies;

    internal AgentScanner(
        TextScanner text, InjectionEngine injection, Lazy<InjectionEngine> tools, AgentUrls urls, BodyScanPool bodies)
    {
        _text = text;
        _injection = injection;
        _tools = tools;
        _urls = urls;
        _bodies = bodies;
    }

    /// <summary>True for a body that an agent receives as a message.</summary>
    /// <param name="contentType">The declared type; empty when there is none.</param>
    /// <param name="start">The body, or as much of its start as there is.</param>
    public static bool IsMessage(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> start) =>
        AgentMessages.IsOne(contentType, start);

    /// <summary>True for a method of agents, of any revision.</summary>
    public static bool IsMethod(ReadOnlySpan<byte> method) => AgentMessages.IsMethod(method);

    /// <summary>True for a method that asks for the card of an agent.</summary>
    public static bool AsksForCard(ReadOnlySpan<byte> method) =>
        method.SequenceEqual("GetExtendedAgentCard"u8) || method.EndsWith("AuthenticatedExtendedCard"u8);

    /// <summary>
    /// Hands out a scan for one body known to be a message or an answer of an agent; give it back with
    /// <see cref="Return"/>.
    /// </summary>
    /// <param name="contentType">The declared type.</param>
    /// <param name="contentEncoding">The content coding; empty when there is none.</param>
    public BodyScan Rent(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding) =>
        _bodies.Rent(contentType, contentEncoding, isForAgent: true);

    /// <summary>Begins to judge the leaves of a body that may be a message.</summary>
    /// <param name="contentType">The declared type.</param>
    public AgentLeafScan BeginLeaves(ReadOnlySpan<byte> contentType) => new(new AgentWalk(_urls), contentType);

    /// <summary>Takes the scan back.</summary>
    public void Return(BodyScan scan) => _bodies.Return(scan);

    /// <summary>Judges the leaves of a message that is there as a whole: where its URLs lead, and its size.</summary>
    public Findings ScanLeaves(ReadOnlySpan<byte> json)
    {
        var found = new FindingSet();
        Walk(json, ref found);
        return found.ToFindings();
    }

    /// <summary>Examines a whole message: instructions, secrets, URLs.</summary>
    /// <param name="json">The message, or the parameters of one.</param>
    public Findings ScanMessage(ReadOnlySpan<byte> json) => Scan(json, _text);

    /// <summary>
    /// Examines an agent's card. What stands in it becomes part of another agent's prompt, as the definitions of tools
    /// do, and is held to the same rules.
    /// </summary>
    /// <param name="json">The card.</param>
    public Findings ScanCard(ReadOnlySpan<byte> json)
    {
        var found = new FindingSet();
        _tools.Value.Scan(json, ScanLayer.A2aMessage, "agent card", MediaKind.Json, default, isCoded: false, ref found);
        return Scan(json, _text.Inbound).Concat(found.ToFindings());
    }

    /// <summary>Examines the value of <c>A2A-Extensions</c>: URIs, separated by commas.</summary>
    public Findings ScanExtensions(ReadOnlySpan<byte> value)
    {
        var found = new FindingSet();
        while (!value.IsEmpty)
        {
            var comma = value.IndexOf((byte)',');
            _urls.Check(comma < 0 ? value : value[..comma], ref found);
            value = comma < 0 ? default : value[(comma + 1)..];
        }

        return found.ToFindings();
    }

    private Findings Scan(ReadOnlySpan<byte> json, TextScanner text)
    {
        var found = new FindingSet();
        _injection.Scan(json, ScanLayer.A2aMessage, "a2a", MediaKind.Json, default, isCoded: false, ref found);
        NeighbouringTexts.Scan(_injection, json, ScanLayer.A2aMessage, "a2a", ref found);
        Walk(json, ref found);
        return text.Scan(json, ScanLayer.A2aMessage, "a2a").Concat(found.ToFindings());
    }

    private void Walk(ReadOnlySpan<byte> json, ref FindingSet found)
    {
        var walk = new AgentWalk(_urls);
        walk.Append(json, ref found);
        walk.Complete(ref found);
    }
}
