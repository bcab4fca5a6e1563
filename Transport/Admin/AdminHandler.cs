using Pipelock.Policy;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Admin;

/// <summary>A listener that serves the proxy's own documents and forwards nothing.</summary>
public sealed class AdminHandler(ProxyServices services, AdminEndpoints endpoints) : HttpConnectionHandler(services)
{
    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new Session(endpoints, client, answers);

    private sealed class Session(AdminEndpoints endpoints, ClientConnection client,
        ClientAnswers answers) : IHttpSession
    {
        public ValueTask<bool> ServeAsync(PolicySnapshot policy) =>
            answers.SendAsync(endpoints.Answer(client.Head, policy));

        public void Dispose()
        {
        }
    }
}
