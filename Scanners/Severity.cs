namespace Pipelock.Scanners;

/// <summary>How bad it is when what a rule looks for really leaves (or enters).</summary>
public enum Severity : byte
{
    /// <summary>Worth a log line: personal data of common shape, for example.</summary>
    Low = 1,

    /// <summary>Sensitive, with legitimate uses.</summary>
    Medium = 2,

    /// <summary>A credential of limited reach, or a strong sign of exfiltration.</summary>
    High = 3,

    /// <summary>A credential that gives access by itself.</summary>
    Critical = 4,
}
