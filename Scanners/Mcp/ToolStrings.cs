using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Mcp;

/// <summary>Looks at the strings of a definition one by one: for what phrases do not show.</summary>
internal static class ToolStrings
{
    /// <summary>Adds what is wrong about names, tags and invisible text.</summary>
    internal static void Examine(ReadOnlySpan<byte> json, string where, ref FindingSet found)
    {
        var room = new byte[json.Length];
        var strings = new JsonStrings(json);
        while (strings.MoveNext())
        {
            var text = strings.IsEncoded
                ? room.AsSpan(0, EscapeDecoder.Decode(strings.Raw, room))
                : strings.Raw;
            if (!strings.IsPiece && ParameterNames.AsksForSecrets(text))
            {
                found.Add(Finding(
                    "tool-exfiltration-parameter", "Exfiltration Parameter Name",
                    "the name of a parameter asks for the contents of a secret", where));
            }

            if (InstructionTag.IsIn(text))
            {
                found.Add(Finding(
                    "tool-instruction-tag", "Instruction Tag",
                    "a part is marked as instructions for the agent", where));
            }

            if (HiddenComment.IsIn(text))
            {
                found.Add(Finding(
                    "tool-hidden-comment", "Hidden Command", "a comment that nobody sees holds a command", where));
            }

            if (HiddenText.IsIn(text))
            {
                found.Add(Finding(
                    "tool-hidden-text", "Hidden Text", "text is written in characters that nobody sees", where));
            }
        }
    }

    private static Finding Finding(string id, string name, string reason, string where) =>
        new(ScanLayer.McpTool, id, name, Severity.High, reason) { Where = where };
}
