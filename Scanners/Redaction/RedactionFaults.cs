using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Redaction;

/// <summary>What is told about a body that cannot be redacted.</summary>
public static class RedactionFaults
{
    /// <summary>Why a body of this kind cannot be redacted; none for JSON, and for what does not say what it
    /// is.</summary>
    /// <param name="contentType">The declared type; empty when there is none.</param>
    /// <param name="contentEncoding">The content coding; empty when there is none.</param>
    public static RedactionFault OfKind(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding)
    {
        if (ContentCodings.Parse(contentEncoding) != ContentCoding.Identity)
            return RedactionFault.BodyUnparseable;
        var type = BodyFormats.Bare(contentType);
        return type.IsEmpty || BodyFormats.IsJson(type) ? RedactionFault.None
            : BodyFormats.Declared(type) == BodyFormat.Multipart ? RedactionFault.MultipartUnsupported
            : RedactionFault.NonJsonBody;
    }

    /// <summary>The code by which logs and clients know the reason.</summary>
    public static string Code(RedactionFault fault) => fault switch
    {
        RedactionFault.BodyTooLarge => "body_too_large",
        RedactionFault.BodyUnparseable => "body_unparseable",
        RedactionFault.NonJsonBody => "non_json_body",
        RedactionFault.MultipartUnsupported => "multipart_unsupported",
        RedactionFault.Overflow => "redaction_overflow",
        RedactionFault.DepthExceeded => "json_depth_exceeded",
        RedactionFault.KeyCollision => "key_collision",
        RedactionFault.DuplicateObjectKey => "duplicate_object_key",
        RedactionFault.SecretInNumericScalar => "secret_in_numeric_scalar",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault."),
    };

    /// <summary>The finding that stops the body.</summary>
    public static Findings Describe(RedactionFault fault) => fault == RedactionFault.None ? default : new(
    [
        new Finding(
            ScanLayer.Redaction, Code(fault), "Redaction", Severity.High,
            $"the body cannot be redacted: {Code(fault)}") { Where = "body" },
    ]);
}
