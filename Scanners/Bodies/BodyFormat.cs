namespace Pipelock.Scanners.Bodies;

/// <summary>The structures a body may have; by what it is declared to be and by what it looks like, so maybe
/// several.</summary>
[Flags]
internal enum BodyFormat : byte
{
    /// <summary>Plain text or anything else: only the text is examined.</summary>
    Text = 0,

    /// <summary>JSON, one document or several.</summary>
    Json = 1,

    /// <summary>application/x-www-form-urlencoded.</summary>
    Form = 2,

    /// <summary>multipart/form-data and its kin.</summary>
    Multipart = 4,

    /// <summary>XML or HTML.</summary>
    Markup = 8,
}
