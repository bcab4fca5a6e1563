using Pipelock.Policy.Emergency;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Admin;

/// <summary>A listener that serves the proxy's own documents and interfaces, and forwards nothing.</summary>
/// <param name="services">What every connection shares.</param>
/// <param name="endpoints">The documents.</param>
/// <param name="api">The interface that administers the proxy; null where it is not served here.</param>
public sealed class AdminHandler(ProxyServices services, AdminEndpoints endpoints, AdminApi? api = null)
    : HttpConnectionHandler(services)
{
    internal override bool IsExempt(RequestHead head, KillSwitch killSwitch) =>
        (api is not null && AdminPath.IsApi(AdminPath.Of(head)))
        || AdminPath.IsExempt(head, killSwitch.Options, apiHere: false);

    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new AdminSession(endpoints, api, client, answers);
}
