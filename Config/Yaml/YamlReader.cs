using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>Reads one YAML document into the document tree.</summary>
/// <remarks>Scalars are typed as the established product's reader types them (YAML 1.2 core schema with octal
/// <c>0o17</c> and <c>017</c>, and underscores in numbers). Anchors, aliases and merge keys work, within
/// <see cref="ReaderLimits"/>. Refused: a second document, duplicate keys, tags other than the core ones, keys that
/// are lists or mappings.</remarks>
public static class YamlReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="utf8">The bytes of the file; a leading byte order mark is skipped.</param>
    /// <param name="file">The file's name as it shall stand in problems.</param>
    /// <returns>The root mapping; empty for an empty file.</returns>
    /// <exception cref="ConfigException">The file is not one well-formed YAML document.</exception>
    public static MappingNode Read(ReadOnlySpan<byte> utf8, string file)
    {
        var text = SourceText.Decode(utf8, file);
        var problems = new YamlProblems(file);
        YamlCharacters.Check(text, problems);
        if (problems.IsEmpty)
        {
            var root = new YamlDocument(text, problems).Read();
            if (problems.IsEmpty)
                return root;
        }

        throw new ConfigException(problems.ToImmutable());
    }
}
