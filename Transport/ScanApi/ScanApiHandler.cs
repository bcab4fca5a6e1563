using System.Diagnostics;
using Pipelock.Evidence;
using Pipelock.Evidence.Metrics;
using Pipelock.Policy;
using Pipelock.Policy.Emergency;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.ScanApi;

/// <summary>The listener of <c>scan_api.listen</c>: answers questions of other programs about URLs, texts and tool
/// calls.</summary>
/// <remarks>
/// (1) path and method ──► (2) token ──► (3) rate, kill switch ──► (4) body within its bounds ──► (5) question
/// understood ──►
/// (6) scanned ──► (7) answer. Whatever goes wrong is an error, never <c>allow</c>.
/// </remarks>
public sealed class ScanApiHandler(ProxyServices services, string version) : HttpConnectionHandler(services)
{
    private readonly TokenBucket _bucket = new(Environment.TickCount64);

    /// <summary>It has an answer of its own, given after its own checks.</summary>
    internal override bool IsExempt(RequestHead head, KillSwitch killSwitch) => true;

    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new Session(this, client, answers);

    private sealed class Session(ScanApiHandler handler, ClientConnection client, ClientAnswers answers) : IHttpSession
    {
        private readonly BoundedBody _body = new(client);

        public async ValueTask<bool> ServeAsync(PolicySnapshot policy)
        {
            // (1)
            if (!IsScanPath(client.Head))
                return await answers.SendAsync(new Answer { Status = 404, Body = "404 page not found\n" })
                    .ConfigureAwait(false);

            var metrics = handler.Services.Journal.Metrics.ScanApi;
            var started = Stopwatch.GetTimestamp();
            metrics.Began();
            try
            {
                var (report, bodyLeft) = await ReportAsync(policy).ConfigureAwait(false);
                Count(metrics, report, Stopwatch.GetElapsedTime(started));

                // (7)
                var write = (long)policy.Options.ScanApi.Timeouts.Write.TotalMilliseconds;
                return await answers.SendAsync(ScanReportWriter.Answer(report, handler.Version), bodyLeft, write)
                    .ConfigureAwait(false);
            }
            finally
            {
                metrics.Ended();
                _body.Dispose();
            }
        }

        public void Dispose() => _body.Dispose();

        private async ValueTask<(ScanReport Report, bool? BodyLeft)> ReportAsync(PolicySnapshot policy)
        {
            var options = policy.Options.ScanApi;
            if (client.Head.KnownMethod != RequestMethod.Post)
                return (ScanReport.Failed(ScanError.MethodNotAllowed, "Only POST is allowed"), null);

            // (2)
            client.Head.Fields.TryFind(KnownHeader.Authorization, out var authorization);
            if (!BearerTokens.Admit(authorization, options.Auth.BearerTokens.AsSpan()))
                return (ScanReport.Failed(ScanError.Unauthorized, "Missing or invalid bearer token"), null);

            // (3)
            var rate = options.RateLimit;
            if (!handler._bucket.TryTake(rate.RequestsPerMinute, rate.Burst, Environment.TickCount64))
                return (ScanReport.Failed(ScanError.RateLimited, "Rate limit exceeded"), null);

            var stop = handler.Services.KillSwitch;
            if (stop.IsActiveFor(client.Address))
            {
                handler.Services.Journal.Stopped(
                    new ExchangeContext { Client = client.Address }, "scan_api", "/api/v1/scan", stop);
                return (ScanReport.Failed(ScanError.KillSwitchActive, stop.Message), null);
            }

            // (4)
            var read = await _body.ReadAsync(options.MaxBodyBytes, (long)options.Timeouts.Read.TotalMilliseconds)
                .ConfigureAwait(false);
            if (read != BodyRead.Complete)
            {
                var error = read == BodyRead.TooLarge ? ScanError.BodyTooLarge : ScanError.ReadError;
                return (ScanReport.Failed(error, read == BodyRead.TooLarge
                    ? $"Request body is larger than scan_api.max_body_bytes ({options.MaxBodyBytes})"
                    : "The request body broke off, is not valid, or did not arrive within scan_api.timeouts.read"),
                        true);
            }

            // (5) and (6)
            return ScanRequestReader.TryRead(_body.Bytes, options, out var request, out var failure)
                ? (ScanJudge.Judge(request, policy), false)
                : (failure, false);
        }

        private static bool IsScanPath(RequestHead head)
        {
            var target = head.Target;
            var question = target.IndexOf((byte)'?');
            return (question < 0 ? target : target[..question]).SequenceEqual("/api/v1/scan"u8);
        }

        private static void Count(ScanApiMetrics metrics, in ScanReport report, TimeSpan duration)
        {
            var kind = report.Kind.Name();
            var failed = report.Error != ScanError.None;
            metrics.Answered(
                kind, failed ? "error" : report.IsAllowed ? "allow" : "deny", report.Error.Status(), duration);
            if (failed) metrics.Failed(kind, report.Error.Code());
            foreach (var finding in report.Findings.Items)
                metrics.Found(kind, ScanFindingText.Scanner(report.Kind, finding), ScanFindingText.Severity(
                    report.Kind, finding));
        }
    }

    private string Version => version;
}
