using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>Reads one YAML document into the document tree.</summary>
public static class YamlReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="utf8">The bytes of the file; a leading byte order mark is skipped.</param>
    /// <param name="file">The file's name as it shall stand in problems.</param>
    /// <returns>The root mapping; empty for an empty file.</returns>
    /// <exception cref="ConfigException">The file is not one well-formed YAML document.</exception>
    public static MappingNode Read(ReadOnlySpan<byte> utf8, string file) => throw new NotImplementedException();
}
