using System.Text;

namespace Pipelock.Scanners.Tests.Text;

/// <summary>What manuals print is no leak on its way in; on its way out it is.</summary>
public sealed class PublishedSamplesTests : IClassFixture<PublishedSamplesTests.Fixture>
{
    private readonly ScanEngine _engine;

    public PublishedSamplesTests(Fixture fixture) => _engine = fixture.Engine;

    public static TheoryData<string, bool> Texts => new()
    {
        { "e.g. DE89 3704 0044 0532 0130 00", true },
        { "GB82WEST12345698765432", true },
        { "gb82 west 1234 5698 7654 32", true },
        { "Test card: 4111 1111 1111 1111", true },
        { "5555-5555-5555-4444 or 378282246310005", true },
        { "DE02 1203 0000 0000 2020 51", false },
        { "4539 1488 0343 6467", false },
        { "like 4242 4242 4242 4242, hers is 4539 1488 0343 6467", false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_card_of_an_agent_may_show_a_sample(string text, bool isSample) =>
        Assert.Equal(isSample, _engine.Agents!.ScanCard(Json("description", text)).IsClean);

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_answer_may_show_a_sample(string text, bool isSample) =>
        Assert.Equal(isSample, _engine.Mcp.ScanAnswer(Json("text", text), "result").IsClean);

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_leaves_may_not(string text, bool isSample)
    {
        _ = isSample;
        Assert.False(_engine.Mcp.ScanRequest("tools/call"u8, "1"u8, Json("text", text)).IsClean);
        Assert.False(_engine.ScanText(Encoding.UTF8.GetBytes(text), ScanLayer.BodyDlp, "text").IsClean);
        Assert.False(_engine.Agents!.ScanMessage(Json("text", text)).IsClean);
    }

    [Fact]
    public void A_scan_of_an_answer_is_never_handed_out_for_what_leaves()
    {
        var body = Json("text", "DE89 3704 0044 0532 0130 00");
        for (var round = 0; round < 3; round++)
        {
            var inbound = _engine.Agents!.Rent("application/json"u8, default);
            Assert.True(inbound.Append(body).Concat(inbound.Complete()).IsClean);
            _engine.Return(inbound);
            var outbound = _engine.RentBodyScan("application/json"u8, default);
            Assert.False(outbound.Append(body).Concat(outbound.Complete()).IsClean);
            _engine.Agents.Return(outbound);
        }
    }

    private static byte[] Json(string name, string text) => Encoding.UTF8.GetBytes($$"""{"{{name}}":"{{text}}"}""");

    public sealed class Fixture : IDisposable
    {
        internal ScanEngine Engine { get; } = ScanEngine.Build(EngineFixture.Quiet with { ScanAgentMessages = true });

        public void Dispose() => Engine.Dispose();
    }
}
