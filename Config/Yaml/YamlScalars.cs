using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>Types a plain scalar by its characters (YAML 1.2 §10.3.2).</summary>
internal static class YamlScalars
{
    /// <summary>The value that <paramref name="text"/>, written without quotes, stands for.</summary>
    public static ScalarNode Resolve(string text, SourceLocation location)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return ScalarNode.Null(text, location);
            case "true" or "True" or "TRUE":
                return ScalarNode.FromBoolean(text, true, location);
            case "false" or "False" or "FALSE":
                return ScalarNode.FromBoolean(text, false, location);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return ScalarNode.FromFloat(text, double.PositiveInfinity, location);
            case "-.inf" or "-.Inf" or "-.INF":
                return ScalarNode.FromFloat(text, double.NegativeInfinity, location);
            case ".nan" or ".NaN" or ".NAN":
                return ScalarNode.FromFloat(text, double.NaN, location);
        }

        if (text[0] is not ((>= '0' and <= '9') or '+' or '-' or '.'))
            return ScalarNode.String(text, location, isPlain: true);
        if (YamlNumbers.TryInteger(text, out var integer))
            return ScalarNode.FromInteger(text, integer, location);
        return YamlNumbers.TryFloat(text, out var number)
            ? ScalarNode.FromFloat(text, number, location)
            : ScalarNode.String(text, location, isPlain: true);
    }
}
