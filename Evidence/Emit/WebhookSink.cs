using System.Net.Http.Headers;
using Pipelock.Config.Options;

namespace Pipelock.Evidence.Emit;

/// <summary>Sends events as HTTP requests (<c>emit.webhook</c>).</summary>
internal sealed class WebhookSink : EventSink
{
    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly string _instance;

    public WebhookSink(WebhookOptions options, string instance, EmitMetrics metrics, TextWriter complaints)
        : base("webhook", options.MinSeverity, options.QueueSize, metrics, complaints)
    {
        _url = new Uri(options.Url);
        _instance = instance;
        // A redirect could carry the token to another host.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(Math.Max(1, options.TimeoutSeconds)),
        };
        if (options.AuthToken.Length > 0)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.AuthToken);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        _http.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task SendAsync(EmittedEvent one, CancellationToken stop)
    {
        using var body = new ByteArrayContent(EventJson.Write(one, _instance));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(_url, body, stop).ConfigureAwait(false);
        if ((int)answer.StatusCode >= 300)
            throw new HttpRequestException($"the receiver answered {(int)answer.StatusCode}", null, answer.StatusCode);
    }

    /// <inheritdoc/>
    protected override bool IsFailure(Exception e) => e is HttpRequestException or IOException;

    /// <summary>Another client error stays one, however often it is asked.</summary>
    protected override bool MayRetry(Exception e) => e is not HttpRequestException { StatusCode: { } status }
        || (int)status is 408 or 429 or >= 500;
}
