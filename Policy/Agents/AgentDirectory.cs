using System.Net;
using System.Text;
using Pipelock.Config.Options;

namespace Pipelock.Policy.Agents;

/// <summary>Says which agent a client is. Immutable and thread-safe.</summary>
/// <remarks>
/// In this order: the listener it came to, the network it came from, and, unless
/// <c>bind_default_agent_identity</c> forbids it, the name it claims; then the default identity. Only the first two
/// cannot be made up by a client.
/// </remarks>
public sealed class AgentDirectory
{
    /// <summary>The name of whoever has none.</summary>
    public const string Anonymous = "anonymous";

    private const int LongestName = 64;

    private readonly (IPNetwork Network, string Agent)[] _networks;
    private readonly string _default;
    private readonly bool _bindsDefault;

    /// <summary>Reads the sections.</summary>
    public AgentDirectory(PipelockOptions options)
    {
        _networks =
        [
            .. options.Agents.OrderBy(agent => agent.Key, StringComparer.Ordinal)
                .SelectMany(agent => agent.Value.SourceCidrs.Select(range => (IPNetwork.Parse(range), agent.Key))),
        ];
        _default = options.DefaultAgentIdentity.Length > 0 ? options.DefaultAgentIdentity : Anonymous;
        _bindsDefault = options.BindDefaultAgentIdentity;
    }

    /// <summary>The agent's name.</summary>
    /// <param name="bound">The agent the listener belongs to; null for a listener of everybody.</param>
    /// <param name="client">Where it came from.</param>
    /// <param name="claimed">The name it claims, harmless already; null for none.</param>
    public string NameOf(string? bound, IPAddress client, string? claimed)
    {
        if (bound is not null) return bound;
        if (_networks.Length > 0 && client.IsIPv4MappedToIPv6) client = client.MapToIPv4();
        foreach (var (network, agent) in _networks)
        {
            if (network.Contains(client)) return agent;
        }

        return _bindsDefault ? _default : claimed ?? _default;
    }

    /// <summary>A claimed name, cut to what a log and a key may hold; null where nothing is left.</summary>
    public static string? Harmless(ReadOnlySpan<byte> claimed)
    {
        claimed = claimed[..Math.Min(claimed.Length, LongestName)];
        if (claimed.IsEmpty) return null;
        var name = new StringBuilder(claimed.Length);
        foreach (var letter in claimed)
            name.Append(char.IsAsciiLetterOrDigit((char)letter)
                || letter is (byte)'-' or (byte)'_' or (byte)'.' ? (char)letter : '_');
        return name.ToString();
    }
}
