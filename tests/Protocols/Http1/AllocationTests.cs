using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Steady state on a connection allocates nothing.</summary>
public class AllocationTests
{
    private const string Fields =
        "Accept: application/json\r\nAccept-Encoding: gzip, br\r\nAuthorization: Bearer abcdefghijklmnop\r\n"
        + "Connection: keep-alive, x-hop\r\nContent-Type: application/json\r\nCookie: a=b; c=d\r\n"
        + "User-Agent: agent/1.0\r\nX-Hop: 1\r\nContent-Length: 42\r\n";

    private static readonly byte[] s_request = Segments.Bytes(Requests.Post(Fields));
    private static readonly byte[] s_response = Segments.Bytes(Responses.Ok(Fields));
    private static readonly byte[] s_body = Segments.Bytes("5;a=\"b\"\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n");

    [Fact]
    public void Parsing_and_writing_heads_allocates_nothing()
    {
        using var request = new RequestHead();
        using var response = new ResponseHead();
        var output = new byte[1024];
        AssertNoAllocation(() =>
        {
            request.TryParse(s_request, out _);
            HeadWriter.Write(new OutgoingRequest(request) { Drop = KnownHeaderSet.ClientIdentity }, output);
            response.TryParse(s_response, RequestMethod.Get, out _);
            HeadWriter.Write(new OutgoingResponse(response), output);
        });
    }

    [Fact]
    public void Parsing_a_head_in_pieces_allocates_nothing()
    {
        using var request = new RequestHead();
        var input = Segments.Split(s_request, 100);
        AssertNoAllocation(() =>
        {
            request.TryParse(input, out _, out _);
            request.TryParse(s_request.AsSpan(0, 50), out _);
            request.TryParse(s_request.AsSpan(50), out _);
        });
    }

    [Fact]
    public void Refusing_a_head_allocates_nothing()
    {
        using var request = new RequestHead();
        AssertNoAllocation(() =>
        {
            request.TryParse("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"u8, out _);
            _ = Refusals.Describe(request.Refusal);
            request.Reset();
        });
    }

    [Fact]
    public void Decoding_chunks_and_trailers_allocates_nothing()
    {
        var section = new TrailerSection();
        AssertNoAllocation(() =>
        {
            var decoder = new ChunkedDecoder(section);
            var position = 0;
            while (decoder.Decode(s_body.AsSpan(position), out var consumed, out _, out _) == ChunkStatus.Payload)
            {
                position += consumed;
            }
        });
    }

    private static void AssertNoAllocation(Action exchange)
    {
        for (var i = 0; i < 100; i++)
        {
            exchange();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            exchange();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
