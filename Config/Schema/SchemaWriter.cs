namespace Pipelock.Config.Schema;

/// <summary>Writes the JSON Schema (draft 2020-12) of an options record, for editors and for checks before a deployment.</summary>
public static class SchemaWriter
{
    /// <summary>The schema of <typeparamref name="T"/> as indented JSON with a final newline; the same text every time.</summary>
    /// <param name="title">The schema's title.</param>
    public static string Write<T>(string title)
        where T : class, new() => throw new NotImplementedException();
}
