using System.Text;
using Pipelock.Config.Document;
using Pipelock.Config.Toml;
using Pipelock.Config.Yaml;

namespace Pipelock.Config.Tests.Document;

public sealed class RoundTripTests
{
    [Fact]
    public void Any_tree_written_as_toml_reads_back() =>
        Inputs.Check(
            Trees.Mappings,
            1500,
            tree => Notation.Of(tree) == Notation.Of(TomlReader.Read(Encoding.UTF8.GetBytes(Trees.ToToml(tree)), "t")));

    [Fact]
    public void Any_tree_written_as_yaml_reads_back() =>
        Inputs.Check(
            Trees.Mappings,
            1500,
            tree => Notation.Of(tree) == Notation.Of(YamlReader.Read(Encoding.UTF8.GetBytes(Trees.ToYaml(tree)), "t")));

    [Fact]
    public void Windows_line_ends_change_nothing() =>
        Inputs.Check(
            Trees.Mappings,
            500,
            tree => Notation.Of(tree) == Notation.Of(Read(TomlReader.Read, Trees.ToToml(tree)))
                && Notation.Of(tree) == Notation.Of(Read(YamlReader.Read, Trees.ToYaml(tree))));

    private delegate MappingNode Reader(ReadOnlySpan<byte> utf8, string file);

    private static MappingNode Read(Reader reader, string text) =>
        reader(Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)), "t");
}
