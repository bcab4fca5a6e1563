namespace Pipelock.Config.Toml;

/// <summary>How a table came to be (TOML §Keys, §Table).</summary>
internal enum TomlTableOrigin : byte
{
    /// <summary>Named on the way to a header below it; may get its own header, once.</summary>
    SuperTable,

    /// <summary>Has its own header, or is the root, or an inline table still open; keys are added below it
    /// only.</summary>
    Header,

    /// <summary>Named in a dotted key; grows by dotted keys and by headers below it, but gets no header.</summary>
    DottedKey,
}
