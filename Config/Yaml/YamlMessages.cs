using YamlDotNet.Core;

namespace Pipelock.Config.Yaml;

/// <summary>Says what the parser stumbled over.</summary>
internal static class YamlMessages
{
    /// <summary>The parser's reason as one line, with the usual cause where there is one.</summary>
    /// <remarks>The parser's own messages name tokens and rules, never the text of a value.</remarks>
    public static string Explain(YamlException error)
    {
        var reason = error.Message.ReplaceLineEndings(" ").TrimEnd(' ', '.');
        return $"not well-formed YAML: {reason}; check indentation (spaces, no tabs), quotes and colons around here";
    }
}
