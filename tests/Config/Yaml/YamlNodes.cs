using System.Text;
using Pipelock.Config.Document;
using Pipelock.Config.Yaml;

namespace Pipelock.Config.Tests.Yaml;

internal static class YamlNodes
{
    public static MappingNode Mapping(string yaml) => YamlReader.Read(Encoding.UTF8.GetBytes(yaml), "t.yaml");
}
