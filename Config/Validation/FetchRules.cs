using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>The main listener and the checks on every URL.</summary>
internal static class FetchRules
{
    private const string Monitoring = "fetch_proxy.monitoring";

    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        var monitoring = options.FetchProxy.Monitoring;
        if (sink.Required("fetch_proxy.listen", options.FetchProxy.Listen))
            sink.OptionalHostPort("fetch_proxy.listen", options.FetchProxy.Listen);
        sink.Require(
            !options.FetchProxy.UserAgent.AsSpan().ContainsAnyInRange('\0', '\u001f'),
            "fetch_proxy.user_agent",
            "must not contain control characters");
        sink.Positive($"{Monitoring}.entropy_threshold", monitoring.EntropyThreshold);
        sink.Positive($"{Monitoring}.subdomain_entropy_threshold", monitoring.SubdomainEntropyThreshold);
        sink.Each($"{Monitoring}.blocklist", monitoring.Blocklist, DomainPattern.HostProblem);
        sink.Domains($"{Monitoring}.subdomain_entropy_exclusions", monitoring.SubdomainEntropyExclusions);

        if (HostPort.TryParse(options.FetchProxy.Listen, out var listen) && !listen.IsLoopback
            && options.ForwardProxy.Auth.Users.IsEmpty)
        {
            sink.Warn(
                "fetch_proxy.listen",
                "can be reached from other machines, and without forward_proxy.auth.users anyone there can use it");
        }
    }
}
