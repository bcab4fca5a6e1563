using Pipelock.Policy;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Admin;

/// <summary>Answers the requests of one connection that are meant for the proxy itself.</summary>
internal sealed class AdminSession(
    AdminEndpoints endpoints, AdminApi? api, ClientConnection client, ClientAnswers answers) : IHttpSession
{
    /// <inheritdoc/>
    public async ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        if (api is not null && AdminPath.IsApi(AdminPath.Of(client.Head)))
        {
            using var body = new BoundedBody(client);
            var answer = await api.AnswerAsync(client, body).ConfigureAwait(false);
            return await answers.SendAsync(answer, bodyLeft: AdminApi.LeavesBody(client, body)).ConfigureAwait(false);
        }

        return await answers.SendAsync(endpoints.Answer(client.Head, policy)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
