using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What happens to a TLS client that offers other protocols than HTTP/1.1 only.</summary>
public enum H2OnlyAction : byte
{
    /// <summary>Its handshake fails with the alert no_application_protocol.</summary>
    [Summary("Its handshake fails with the alert no_application_protocol.")]
    Refuse,

    /// <summary>Its TLS stays closed; only the rules about hosts apply.</summary>
    [Summary("Its TLS stays closed; only the rules about hosts apply.")]
    Passthrough,
}
