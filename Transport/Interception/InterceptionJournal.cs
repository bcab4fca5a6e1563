using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Tunnels;

namespace Pipelock.Transport.Interception;

/// <summary>Says to log and metrics what became of a tunnel whose TLS was to be opened.</summary>
internal sealed class InterceptionJournal(ExchangeJournal journal, ClientConnection client)
{
    /// <summary>What was decided after the client hello.</summary>
    public void Chosen(InterceptionChoice choice, HelloFacts hello, TunnelRequest request)
    {
        journal.Metrics.Tls.Outcome(Outcome(choice));
        switch (choice)
        {
            case InterceptionChoice.NameMismatch:
                Mismatch(hello, request, "mismatch");
                break;
            case InterceptionChoice.Malformed:
                Mismatch(hello, request, "malformed_tls");
                break;
            case InterceptionChoice.Late:
                Mismatch(hello, request, "timeout");
                break;
            case InterceptionChoice.PlainText:
                journal.Metrics.SniSeen("not_tls");
                break;
            case InterceptionChoice.Open or InterceptionChoice.PassThrough:
                journal.Metrics.SniSeen(hello.ServerName.Length > 0 ? "match" : "no_extension");
                break;
        }
    }

    /// <summary>The client does not accept certificates of ours, most likely because it knows the origin's.</summary>
    public void Rejected(TunnelRequest request, string alert)
    {
        var host = request.Place.Host;
        journal.Metrics.Tls.Outcome("client_rejected");
        journal.LimitReached(
            client, request.Entry, "tls_client_rejected", 0,
            $"the client rejected the certificate of the local authority ({alert}): install the authority there "
            + "(pipelock tls install-ca), or pass the host through "
            + $"(tls_interception.passthrough_domains: [\"{host}\"])");
    }

    /// <summary>The client's handshake came to nothing for another reason.</summary>
    public void HandshakeFailed(TunnelRequest request, HelloFacts hello, string why)
    {
        journal.Metrics.Tls.Outcome("handshake_failed");
        var sentence = hello.OffersHttp1
            ? $"the TLS handshake with the client failed: {why}"
            : "the client offers no HTTP/1.1 (tls_interception.h2_only_clients: passthrough lets it through unopened)";
        journal.LimitReached(client, request.Entry, "tls_handshake", 0, sentence);
    }

    private void Mismatch(HelloFacts hello, TunnelRequest request, string category)
    {
        journal.Metrics.SniSeen(category);
        journal.SniMismatch(client, request.Entry, request.Host, hello.ServerName, category);
    }

    private static string Outcome(InterceptionChoice choice) => choice switch
    {
        InterceptionChoice.Open => "opened",
        InterceptionChoice.PassThrough => "passed_through",
        InterceptionChoice.NameMismatch => "name_mismatch",
        InterceptionChoice.PlainText => "plain_text",
        InterceptionChoice.Malformed => "malformed",
        InterceptionChoice.Late => "timeout",
        _ => "nothing",
    };
}
