using System.Net;
using System.Text;
using Pipelock.Config.Options;

namespace Pipelock.Evidence.Tests;

/// <summary>A log whose lines a test can read back, at a fixed time.</summary>
internal sealed class LogFixture : IAsyncDisposable
{
    public const string Time = "2026-11-22T12:43:03Z";

    private readonly MemoryStream _output = new();

    public LogFixture(EvidenceLogSettings? settings = null, int ring = 64 * 1024, int reserved = 16 * 1024) =>
        Log = new EvidenceLog(
            settings ?? new EvidenceLogSettings(), new FixedClock(), _output, Complaints, ring, reserved);

    public EvidenceLog Log { get; }

    public StringWriter Complaints { get; } = new();

    public static EvidenceLogSettings TextLines { get; } = new() { Format = LogFormat.Text };

    public static ExchangeContext Get(string url) => new()
    {
        Method = "GET"u8,
        Url = Encoding.UTF8.GetBytes(url),
        Client = IPAddress.Loopback,
        RequestId = 7,
    };

    public static ExchangeContext Connect(string target) => new()
    {
        Method = "CONNECT"u8,
        Target = Encoding.UTF8.GetBytes(target),
        Client = IPAddress.Loopback,
        RequestId = 7,
    };

    /// <summary>Everything written so far.</summary>
    public string Text()
    {
        Assert.True(Log.Flush(TimeSpan.FromSeconds(10)));
        return Encoding.UTF8.GetString(_output.ToArray());
    }

    /// <summary>The one line written.</summary>
    public string Line()
    {
        var text = Text();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text[..^1]);
        return text[..^1];
    }

    public ValueTask DisposeAsync() => Log.DisposeAsync();

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 12, 43, 3, 123, TimeSpan.Zero);
    }
}
