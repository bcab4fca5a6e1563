using Pipelock.Protocols.Http1;
using Pipelock.Scanners.Headers;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>
/// Shows the fields of a request to the scanners, but for those whose business is to carry a credential to the server:
/// the operator has chosen the server, and what proves to it who asks belongs there.
/// </summary>
internal readonly ref struct McpHeaderView(HeaderFields fields) : IHeaderSource
{
    private static readonly KnownHeaderSet s_credentials =
        new(KnownHeader.Authorization, KnownHeader.Cookie, KnownHeader.McpSessionId, KnownHeader.LastEventId);

    public int Count => fields.Count;

    public ReadOnlySpan<byte> Name(int index) => fields.Name(index);

    public ReadOnlySpan<byte> Value(int index) =>
        s_credentials.Contains(fields.Known(index)) ? default : fields.Value(index);
}
