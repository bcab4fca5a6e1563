using System.Text;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Scanners.Url;
using Pipelock.Transport.Answers;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.ReverseProxy;

/// <summary>A listener in front of one service: the pipeline of the forward proxy, towards a fixed origin.</summary>
public sealed class ReverseProxyHandler : HttpConnectionHandler
{
    private static readonly JsonForm s_json = new();

    private readonly byte[] _origin;
    private readonly ReverseRoute _route;

    /// <summary>Makes the handler of the listener.</summary>
    /// <param name="services">What every connection shares.</param>
    /// <param name="upstream">The service's URL; a path in it goes before the path of each request.</param>
    public ReverseProxyHandler(ProxyServices services, string upstream)
        : base(services)
    {
        _origin = Encoding.UTF8.GetBytes(upstream.TrimEnd('/'));
        _route = new ReverseRoute(services);
    }

    internal override AnswerForm Form => s_json;

    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new Session(Services, _route, _origin, client, answers);

    private sealed class Session(
        ProxyServices services, ReverseRoute route, byte[] origin, ClientConnection client, ClientAnswers answers)
        : IHttpSession
    {
        private readonly ForwardExchange _forward = new(services, route, client, answers);

        public ValueTask<bool> ServeAsync(PolicySnapshot policy)
        {
            if (client.Head.Form == TargetForm.Authority)
                return answers.SendAsync(new Answer { Status = 405, Body = "CONNECT not supported\n" });
            client.ComposeUrl(origin, [], Path(client.Head));
            return _forward.ServeAsync(policy);
        }

        public void Dispose() => _forward.Dispose();

        /// <summary>An origin accepts a target of absolute form too (RFC 9112 §3.2.2); only its path counts.</summary>
        private static ReadOnlySpan<byte> Path(RequestHead head)
        {
            if (head.Form == TargetForm.Asterisk) return [];
            if (head.Form != TargetForm.Absolute || !UrlParts.TryParse(head.Target, out var url, out _))
                return head.Target;
            var path = RequestTarget.Of(url).PathAndQuery(head.Target);
            return path.IsEmpty ? "/"u8 : path;
        }
    }
}
