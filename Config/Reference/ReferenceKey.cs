namespace Pipelock.Config.Reference;

/// <summary>One key, as a reader of the documentation needs it.</summary>
/// <param name="Path">The key with the sections around it; <c>[]</c> stands for an entry of a list and
/// <c>&lt;name&gt;</c> for a name of the operator's choice.</param>
/// <param name="Type">What it takes, in words.</param>
/// <param name="Default">The default as it would be written; empty for a section and where there is none.</param>
/// <param name="Meaning">One or more sentences.</param>
public sealed record ReferenceKey(string Path, string Type, string Default, string Meaning);
