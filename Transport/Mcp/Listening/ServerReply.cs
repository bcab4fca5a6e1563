using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Answers a request of the server in the client's place, because the client never gets to see it.</summary>
internal static class ServerReply
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Posts <paramref name="message"/> as the client of <paramref name="head"/> would. Never
    /// throws.</summary>
    /// <param name="listening">The listener.</param>
    /// <param name="head">Gives what identifies client and session; read before the first await.</param>
    /// <param name="target">Path and query at the server.</param>
    /// <param name="message">What is posted.</param>
    public static Task PostAsync(McpListening listening, RequestHead head, byte[] target, ReadOnlyMemory<byte> message)
    {
        var fields = new List<(string, string)>();
        Copy(head, KnownHeader.Authorization, "Authorization", fields);
        Copy(head, KnownHeader.Cookie, "Cookie", fields);
        Copy(head, KnownHeader.McpSessionId, "Mcp-Session-Id", fields);
        for (var i = 0; i < head.Fields.Count; i++)
        {
            if (Ascii.EqualsIgnoreCase(head.Fields.Name(i), "MCP-Protocol-Version"u8))
                fields.Add(("MCP-Protocol-Version", Encoding.ASCII.GetString(head.Fields.Value(i))));
        }

        return SendAsync(
            listening, RequestText.Post(listening.Upstream.Authority, target, fields, message.Length), message);
    }

    private static async Task SendAsync(McpListening listening, byte[] head, ReadOnlyMemory<byte> message)
    {
        using var patience = new CancellationTokenSource(s_patience);
        HttpLink? link = null;
        try
        {
            link = listening.Upstream.TakeIdle()
                ?? await listening.Upstream.ConnectAsync(patience.Token).ConfigureAwait(false);
            await using var abort = patience.Token.UnsafeRegister(static state => ((HttpLink)state!).Abort(), link);
            await link.SendAsync(head).ConfigureAwait(false);
            await link.SendAsync(message).ConfigureAwait(false);
            if (!await link.ReadHeadAsync(RequestMethod.Post).ConfigureAwait(false)) return;
            while (!(await link.ReadContentAsync().ConfigureAwait(false)).IsEmpty)
            {
            }

            listening.Upstream.Return(link);
            link = null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            listening.Journal.Failed($"a refusal did not reach the server: {e.Message}");
        }
        finally
        {
            link?.Dispose();
        }
    }

    private static void Copy(RequestHead head, KnownHeader known, string name, List<(string, string)> fields)
    {
        if (head.Fields.TryFind(known, out var value)) fields.Add((name, Encoding.UTF8.GetString(value)));
    }
}
