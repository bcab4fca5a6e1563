using Pipelock.Policy;
using Pipelock.Policy.Emergency;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Admin;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Fetch;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Tunnels;
using Pipelock.Transport.WebSockets;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>
/// The main listener: a target of absolute form is forwarded, CONNECT is tunnelled, origin-form is the proxy's own.
/// </summary>
/// <param name="services">What every connection shares.</param>
/// <param name="admin">The proxy's own documents.</param>
/// <param name="api">The interface that administers the proxy; null where it has a listener of its own.</param>
/// <param name="agent">The agent that alone comes to this listener; null for a listener of everybody.</param>
public sealed class ProxyHandler(
    ProxyServices services, AdminEndpoints admin, AdminApi? api = null, string? agent = null)
    : HttpConnectionHandler(services)
{
    internal override string? Agent => agent;

    internal override bool IsExempt(RequestHead head, KillSwitch killSwitch) =>
        AdminPath.IsExempt(head, killSwitch.Options, apiHere: api is not null);

    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new Session(Services, new AdminSession(admin, api, client, answers), client, answers);

    private sealed class Session(
        ProxyServices services, AdminSession admin, ClientConnection client, ClientAnswers answers) : IHttpSession
    {
        private readonly ForwardExchange _forward = new(services, new ForwardRoute(services), client, answers);

        public ValueTask<bool> ServeAsync(PolicySnapshot policy)
        {
            var form = client.Head.Form;
            var isWebSocket = WebSocketExchange.Serves(client.Head, policy);
            if (form == TargetForm.Origin && isWebSocket)
                return new WebSocketExchange(services, client, answers).ServeAsync(policy);
            if (FetchExchange.Serves(client.Head))
                return new FetchExchange(services, client, answers).ServeAsync(policy);
            if (form is not (TargetForm.Absolute or TargetForm.Authority))
                return admin.ServeAsync(policy);
            if (!policy.Options.ForwardProxy.Enabled) return answers.SendAsync(Disabled(form));
            if (!services.Authentication.Admits(client.Head, policy))
                return answers.SendAsync(ProxyAuthentication.Challenge);
            if (isWebSocket) return new WebSocketExchange(services, client, answers).ServeAsync(policy);
            return form == TargetForm.Absolute
                ? _forward.ServeAsync(policy)
                : new ConnectExchange(services, client, answers).ServeAsync(policy);
        }

        public void Dispose() => _forward.Dispose();

        private static Answer Disabled(TargetForm form) => new()
        {
            Status = 405,
            Body = form == TargetForm.Authority ? "CONNECT not supported\n" : "forward proxy not enabled\n",
        };
    }
}
