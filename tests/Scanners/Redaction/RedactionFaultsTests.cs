using System.Text;
using Pipelock.Scanners.Redaction;

namespace Pipelock.Scanners.Tests.Redaction;

/// <summary>Which bodies can be redacted, by what they say they are.</summary>
public sealed class RedactionFaultsTests
{
    /// <summary>Content-Type, Content-Encoding.</summary>
    public static TheoryData<string, string, RedactionFault> Kinds => new()
    {
        { "application/json", "", RedactionFault.None },
        { "Application/JSON; charset=utf-8", "identity", RedactionFault.None },
        { "application/vnd.api+json", "", RedactionFault.None },
        { "text/json", "", RedactionFault.None },
        { "", "", RedactionFault.None },
        { " ; charset=utf-8", "", RedactionFault.None },
        { "application/json", "gzip", RedactionFault.BodyUnparseable },
        { "application/json", "identity, br", RedactionFault.BodyUnparseable },
        { "application/json", "whatever", RedactionFault.BodyUnparseable },
        { "multipart/form-data; boundary=x", "", RedactionFault.MultipartUnsupported },
        { "application/x-ndjson", "", RedactionFault.NonJsonBody },
        { "application/json-seq", "", RedactionFault.NonJsonBody },
        { "text/plain", "", RedactionFault.NonJsonBody },
        { "application/jsonp", "", RedactionFault.NonJsonBody },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Only_one_plain_json_text_can_be_redacted(string type, string coding, RedactionFault fault) =>
        Assert.Equal(
            fault, RedactionFaults.OfKind(Encoding.ASCII.GetBytes(type), Encoding.ASCII.GetBytes(coding)));
}
