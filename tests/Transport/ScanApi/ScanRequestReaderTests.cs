using System.Text;
using Pipelock.Config.Options;
using Pipelock.Transport.ScanApi;

namespace Pipelock.Transport.Tests.ScanApi;

public sealed class ScanRequestReaderTests
{
    private static readonly ScanApiOptions s_options = new()
    {
        FieldLimits = new ScanApiFieldLimitsOptions { Url = 40, Text = 40, Content = 40, Arguments = 40 },
        Kinds = new ScanApiKindsOptions { PromptInjection = false },
    };

    public static TheoryData<string, ScanError> Refused => new()
    {
        { "", ScanError.InvalidJson },
        { "nonsense", ScanError.InvalidJson },
        { "[]", ScanError.InvalidJson },
        { "\"url\"", ScanError.InvalidJson },
        { """{"kind":"url","input":{"url":"http://a/"}} {}""", ScanError.InvalidJson },
        { """{"kind":"url","kind":"dlp","input":{"url":"http://a/"}}""", ScanError.InvalidJson },
        { """{"kind":"url","input":{"url":"http://a/","url":"http://b/"}}""", ScanError.InvalidJson },
        { """{"kind":"url","input":{"url":"http://a/"},"extra":1}""", ScanError.InvalidJson },
        { """{"kind":"url","input":{"uri":"http://a/"}}""", ScanError.InvalidJson },
        { """{"kind":"url","input":{"url":"http://a/"},"context":{"who":1}}""", ScanError.InvalidJson },
        { """{"kind":"url","input":{"url":"http://a/"},"options":[]}""", ScanError.InvalidJson },
        { """{"kind":"url","input":"http://a/"}""", ScanError.InvalidJson },
        { """{"kind":"dlp","input":{"text":"\ud800"}}""", ScanError.InvalidJson },
        { """{"input":{"url":"http://a/"}}""", ScanError.InvalidJson },
        { """{"kind":7,"input":{}}""", ScanError.InvalidJson },
        { """{"kind":"x","input":{}}""", ScanError.InvalidKind },
        { """{"kind":"URL","input":{"url":"http://a/"}}""", ScanError.InvalidKind },
        { """{"kind":"prompt_injection","input":{"content":"hello"}}""", ScanError.KindDisabled },
        { """{"kind":"url"}""", ScanError.InvalidInput },
        { """{"kind":"url","input":{}}""", ScanError.InvalidInput },
        { """{"kind":"url","input":{"url":""}}""", ScanError.InvalidInput },
        { """{"kind":"url","input":{"url":null}}""", ScanError.InvalidInput },
        { """{"kind":"url","input":{"url":7}}""", ScanError.InvalidInput },
        { """{"kind":"url","input":{"text":"http://a/"}}""", ScanError.InvalidInput },
        { """{"kind":"dlp","input":{"text":"01234567890123456789012345678901234567890"}}""", ScanError.InvalidInput },
        { """{"kind":"tool_call","input":{"arguments":{}}}""", ScanError.InvalidInput },
        { """{"kind":"tool_call","input":{"tool_name":"t","arguments":{"a":"01234567890123456789012345678901234567890"}}}""", ScanError.InvalidInput },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_request_that_is_not_understood_gets_an_error_and_a_reason(string body, ScanError error)
    {
        var read = ScanRequestReader.TryRead(Encoding.UTF8.GetBytes(body), s_options, out _, out var failure);

        Assert.Equal((false, error, false), (read, failure.Error, failure.IsAllowed));
        Assert.NotEmpty(failure.Message);
    }

    [Theory]
    [InlineData("""{"kind":"url","input":{"url":"http://a/\u0062"}}""", ScanKind.Url, "http://a/b")]
    [InlineData("""{"kind":"dlp","input":{"text":"é","tool_name":"x"},"context":{},"options":{}}""", ScanKind.Dlp, "é")]
    [InlineData("""{"kind":"tool_call","input":{"tool_name":"t","arguments":{"a": [1]}}}""", ScanKind.ToolCall, """{"a": [1]}""")]
    [InlineData("""{"kind":"tool_call","input":{"tool_name":"t"}}""", ScanKind.ToolCall, "")]
    public void The_subject_is_the_bytes_that_the_kind_is_about(string body, ScanKind kind, string subject)
    {
        Assert.True(ScanRequestReader.TryRead(Encoding.UTF8.GetBytes(body), s_options, out var request, out _));

        Assert.Equal((kind, subject), (request.Kind, Encoding.UTF8.GetString(request.Subject.Span)));
    }

    [Theory]
    [InlineData("""{"kind":"dlp","input":{"text":"t"},"context":{"request_id":"r-1"},"options":{"include_evidence":true}}""", "r-1", true)]
    [InlineData("""{"kind":"dlp","input":{"text":"t"},"context":{"agent_name":"a"},"options":{"include_evidence":false}}""", "", false)]
    [InlineData("""{"kind":"dlp","input":{"text":"t"}}""", "", false)]
    public void Context_and_options_may_be_given(string body, string id, bool evidence)
    {
        Assert.True(ScanRequestReader.TryRead(Encoding.UTF8.GetBytes(body), s_options, out var request, out _));

        Assert.Equal((id, evidence), (request.RequestId, request.IncludeEvidence));
    }

    [Fact]
    public void The_unknown_kind_is_repeated_only_up_to_a_bound()
    {
        ScanRequestReader.TryRead(
            Encoding.UTF8.GetBytes("{\"kind\":\"" + new string('k', 5000)
                + "\",\"input\":{}}"), s_options, out _, out var failure);

        Assert.Equal(64, failure.KindText.Length);
    }
}
