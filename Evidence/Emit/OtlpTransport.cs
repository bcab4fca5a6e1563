using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Pipelock.Evidence.Emit;

/// <summary>Compresses what the exporter sends, and sends again what the receiver could not take for the
/// moment.</summary>
/// <remarks>The exporter calls from a thread of its own and waits for the outcome, so waiting here holds up
/// nobody.</remarks>
internal sealed class OtlpTransport(bool gzip) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (gzip && request.Content is { } content) request.Content = Compress(content);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var answer = base.Send(request, cancellationToken);
                if (attempt == s_pauses.Length || !MayRetry(answer.StatusCode)) return answer;
                answer.Dispose();
            }
            catch (HttpRequestException) when (attempt < s_pauses.Length)
            {
                // The receiver may come back.
            }

            if (cancellationToken.WaitHandle.WaitOne(s_pauses[attempt]))
                cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.Run(() => Send(request, cancellationToken), cancellationToken);

    /// <summary>The codes that the protocol names (opentelemetry.io/docs/specs/otlp, "Retryable Response
    /// Codes").</summary>
    private static bool MayRetry(HttpStatusCode status) => (int)status is 429 or 502 or 503 or 504;

    private static ByteArrayContent Compress(HttpContent content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        using (var plain = content.ReadAsStream())
            plain.CopyTo(stream);
        var compressed = new ByteArrayContent(packed.ToArray());
        compressed.Headers.ContentType = content.Headers.ContentType
            ?? new MediaTypeHeaderValue("application/x-protobuf");
        compressed.Headers.ContentEncoding.Add("gzip");
        return compressed;
    }
}
