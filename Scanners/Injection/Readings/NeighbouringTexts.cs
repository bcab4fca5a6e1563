using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>
/// Puts the texts of JSON together where one ends and the next begins: <c>"Ignore all previous"</c>,
/// <c>"instructions"</c>.
/// </summary>
/// <remarks>
/// Only members called <c>text</c> count, as blocks of content have them (MCP, Tools, Tool Result; A2A, Part; the
/// content of answers of models). Of a long text only its ends are taken: the rest was looked at by itself.
/// </remarks>
internal static class NeighbouringTexts
{
    private const int MaxEnd = 256;
    private const int MaxTexts = 32;

    [ThreadStatic]
    private static GatherBuffer? t_buffer;

    /// <summary>Examines what the texts say together. What one of them shows by itself is shown again.</summary>
    internal static void Scan(
        InjectionEngine injection, ReadOnlySpan<byte> json, ScanLayer layer, string where, ref FindingSet found)
    {
        if (Gather(json) is { IsEmpty: false } texts)
            injection.Scan(texts, layer, where, MediaKind.Json, default, isCoded: false, ref found);
    }

    /// <summary>The texts, as escaped as they were; empty where there are not two. Valid until the next call.</summary>
    private static ReadOnlySpan<byte> Gather(ReadOnlySpan<byte> json)
    {
        var name = "\"text\""u8;
        var first = json.IndexOf(name);
        if (first < 0 || json[(first + name.Length)..].IndexOf(name) < 0)
            return [];
        var buffer = t_buffer ??= new GatherBuffer();
        buffer.Clear();
        var texts = 0;
        var isText = false;
        var strings = new JsonStrings(json);
        while (texts < MaxTexts && strings.MoveNext())
        {
            if (strings.IsPiece && isText)
            {
                Add(strings.Raw, buffer);
                texts++;
            }

            isText = !strings.IsPiece && strings.Raw.SequenceEqual("text"u8);
        }

        return texts < 2 ? [] : buffer.Text;
    }

    private static void Add(ReadOnlySpan<byte> text, GatherBuffer buffer)
    {
        if (text.Length <= 2 * MaxEnd)
        {
            buffer.Add(text);
        }
        else
        {
            buffer.Add(text[..MaxEnd]);
            buffer.Add("\\n\\n"u8);
            buffer.Add(text[^MaxEnd..]);
        }

        buffer.Add((byte)' ');
    }
}
