using Pipelock.Protocols.Http1;
using Pipelock.Scanners.Headers;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Shows the parsed fields of a request to the scanners, which know nothing of HTTP's parser.</summary>
internal readonly ref struct HeaderView(HeaderFields fields) : IHeaderSource
{
    public int Count => fields.Count;

    public ReadOnlySpan<byte> Name(int index) => fields.Name(index);

    public ReadOnlySpan<byte> Value(int index) => fields.Value(index);
}
