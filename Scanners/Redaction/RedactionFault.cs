namespace Pipelock.Scanners.Redaction;

/// <summary>Why a body cannot be redacted, and so does not leave.</summary>
public enum RedactionFault : byte
{
    /// <summary>It can.</summary>
    None,

    /// <summary>It is larger than <c>redaction.limits.max_body_bytes</c>.</summary>
    BodyTooLarge,

    /// <summary>It is not valid JSON, or is compressed.</summary>
    BodyUnparseable,

    /// <summary>It is not JSON at all.</summary>
    NonJsonBody,

    /// <summary>It is a form of several parts.</summary>
    MultipartUnsupported,

    /// <summary>More has to be replaced than <c>redaction.limits.max_redactions_per_request</c>.</summary>
    Overflow,

    /// <summary>It nests deeper than <c>redaction.limits.max_depth</c>.</summary>
    DepthExceeded,

    /// <summary>Two names of one object would become the same.</summary>
    KeyCollision,

    /// <summary>An object has a name twice: two readers would read two values.</summary>
    DuplicateObjectKey,

    /// <summary>A number is what should be replaced; a placeholder is no number.</summary>
    SecretInNumericScalar,
}
