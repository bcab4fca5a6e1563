using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Payments;

/// <summary>A proxy that knows one address that may be paid to.</summary>
public sealed class PaymentSite : Site
{
    internal const string Own = "0x52908400098527886E0F7030069857D2E4169EE7";
    internal const string Twin = "0x52908400a1b2c3d4e5f60718293a4b5c6d7e9EE7";
    internal const string Stranger = "0xde709f2102306220921060314715629080e2fb77";

    /// <summary>The section, with what happens to lookalikes and to strangers.</summary>
    internal static string Section(string action, string unknown) => $$"""
        websocket_proxy: { enabled: true }
        address_protection:
          enabled: true
          action: {{action}}
          unknown_action: {{unknown}}
          allowed_addresses: ["{{Own}}"]

        """;

    internal override ProxySettings Settings => new() { More = Section("block", "warn") };
}
