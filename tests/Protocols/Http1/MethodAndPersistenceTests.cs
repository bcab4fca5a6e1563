using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9110 §9.1 and RFC 9112 §9.3 as matrices.</summary>
public class MethodAndPersistenceTests
{
    [Theory]
    [InlineData("GET", RequestMethod.Get)]
    [InlineData("HEAD", RequestMethod.Head)]
    [InlineData("POST", RequestMethod.Post)]
    [InlineData("PUT", RequestMethod.Put)]
    [InlineData("DELETE", RequestMethod.Delete)]
    [InlineData("OPTIONS", RequestMethod.Options)]
    [InlineData("TRACE", RequestMethod.Trace)]
    [InlineData("PATCH", RequestMethod.Patch)]
    [InlineData("Get", RequestMethod.Other)]
    [InlineData("GETS", RequestMethod.Other)]
    [InlineData("GE", RequestMethod.Other)]
    [InlineData("HEAP", RequestMethod.Other)]
    [InlineData("POSE", RequestMethod.Other)]
    [InlineData("PUP", RequestMethod.Other)]
    [InlineData("DELETED", RequestMethod.Other)]
    [InlineData("OPTION", RequestMethod.Other)]
    [InlineData("TRACK", RequestMethod.Other)]
    [InlineData("PATCY", RequestMethod.Other)]
    [InlineData("connect", RequestMethod.Other)]
    [InlineData("QUERY", RequestMethod.Other)]
    [InlineData("PROPFIND", RequestMethod.Other)]
    [InlineData("VERSION-CONTROL", RequestMethod.Other)]
    public void A_method_is_its_exact_name(string name, RequestMethod method)
    {
        using var head = Requests.Parse(Requests.Line($"{name} / HTTP/1.1"));
        Assert.Equal((name, method), (Segments.Text(head.Method), head.KnownMethod));
    }

    [Theory]
    [InlineData(0, "", false, false)]
    [InlineData(0, "close", false, false)]
    [InlineData(0, "keep-alive", false, true)]
    [InlineData(0, "keep-alive, close", false, false)]
    [InlineData(1, "", true, true)]
    [InlineData(1, "close", false, false)]
    [InlineData(1, "keep-alive", true, true)]
    [InlineData(1, "close, keep-alive", false, false)]
    public void A_connection_persists(int minor, string options, bool afterRequest, bool afterResponse)
    {
        using var request = Requests.Parse($"GET / HTTP/1.{minor}\r\nHost: a\r\nConnection: {options}\r\n\r\n");
        using var response = Responses.Parse(
            $"HTTP/1.{minor} 200 x\r\nContent-Length: 0\r\nConnection: {options}\r\n\r\n");
        Assert.Equal((afterRequest, afterResponse), (request.KeepAlive, response.KeepAlive));
    }

    [Theory]
    [InlineData(100, true, ResponseFraming.None)]
    [InlineData(101, false, ResponseFraming.None)]
    [InlineData(102, true, ResponseFraming.None)]
    [InlineData(199, true, ResponseFraming.None)]
    [InlineData(200, false, ResponseFraming.UntilClose)]
    [InlineData(203, false, ResponseFraming.UntilClose)]
    [InlineData(204, false, ResponseFraming.None)]
    [InlineData(205, false, ResponseFraming.UntilClose)]
    [InlineData(303, false, ResponseFraming.UntilClose)]
    [InlineData(304, false, ResponseFraming.None)]
    [InlineData(305, false, ResponseFraming.UntilClose)]
    [InlineData(500, false, ResponseFraming.UntilClose)]
    public void A_status_decides_about_content(int status, bool interim, ResponseFraming framing)
    {
        using var response = Responses.Parse($"HTTP/1.1 {status} x\r\n\r\n");
        Assert.Equal((interim, framing), (response.IsInterim, response.Framing));
    }

    public static TheoryData<KnownHeader> HopByHopFields =>
        [.. Enum.GetValues<KnownHeader>().Where(HopByHop.Fixed.Contains)];

    [Theory]
    [MemberData(nameof(HopByHopFields))]
    public void A_hop_by_hop_field_never_goes_on(KnownHeader header)
    {
        var name = Segments.Text(KnownHeaders.Name(header)).ToUpperInvariant();
        var value = header == KnownHeader.TransferEncoding ? "chunked" : "x";
        using var request = Requests.Parse(Requests.Post($"{name}: {value}\r\n"));
        using var response = Responses.Parse(Responses.Ok($"{name}: {value}\r\n"));
        Assert.True(request.Fields.IsHopByHop(1) && response.Fields.IsHopByHop(0));
        var sent = new byte[512];
        var size = HeadWriter.Write(new OutgoingRequest(request) { Framing = BodyFraming.None }, sent);
        Assert.Equal("POST / HTTP/1.1\r\nHost: a\r\n\r\n", Segments.Text(sent.AsSpan(0, size)));
        size = HeadWriter.Write(new OutgoingResponse(response) { Framing = ResponseFraming.UntilClose }, sent);
        Assert.Equal("HTTP/1.1 200 OK\r\n\r\n", Segments.Text(sent.AsSpan(0, size)));
    }

    [Fact]
    public void The_default_limits_fit_into_each_other()
    {
        var limits = HeadLimits.Default;
        Assert.InRange(limits.MaxLineBytes, 8000, limits.MaxHeadBytes); // RFC 9112 §3 asks for 8000 at least.
        Assert.InRange(limits.MaxFieldLineBytes, limits.MaxLineBytes, limits.MaxHeadBytes);
        Assert.InRange(limits.MaxFields, 100, 1000);
    }
}
