using System.Collections.Immutable;
using Pipelock.Config.Document;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipelock.Config.Yaml;

/// <summary>Builds the tree of one document from the parser's events.</summary>
/// <remarks>A mistake in the syntax ends the reading, since nothing certain follows it; any other mistake is noted and
/// reading goes on.</remarks>
internal sealed class YamlDocument(string text, YamlProblems problems)
{
    private readonly YamlEvents _events = new(text);
    private readonly YamlAnchors _anchors = new(problems);

    /// <summary>Reads the whole stream. Of use only when no problem was noted.</summary>
    public MappingNode Read()
    {
        try
        {
            return ReadStream();
        }
        catch (YamlReadException error)
        {
            problems.Add(error.Location, "", error.Message);
        }

        return MappingNode.Empty;
    }

    private MappingNode ReadStream()
    {
        _events.MoveNext(); // the stream starts
        _events.MoveNext();
        if (_events.Current is StreamEnd)
            return MappingNode.Empty;
        _events.MoveNext(); // the document started
        var root = ReadNode("", 1);
        _events.MoveNext(); // the document ended
        if (_events.Current is DocumentStart second)
        {
            problems.Add(
                YamlProblems.Locate(second.Start),
                "",
                "a second document starts here; a configuration is one document, remove the --- or what follows");
        }

        switch (root)
        {
            case MappingNode mapping:
                return mapping;
            case ScalarNode { IsNull: true }:
                return MappingNode.Empty;
            default:
                problems.Add(root.Location, "", $"the file holds {root.Description}, not a mapping of keys to values");
                return MappingNode.Empty;
        }
    }

    private ConfigNode ReadNode(string path, int depth)
    {
        var current = _events.Current;
        var location = YamlProblems.Locate(current.Start);
        if (current is AnchorAlias alias)
        {
            _events.MoveNext();
            return _anchors.Resolve(alias.Value.Value, location, path, depth);
        }

        // On some malformed mappings the parser reports a key and no value.
        if (current is not NodeEvent start)
            throw new YamlReadException(
                location, "not well-formed YAML: a key or a value is missing before this place");
        var open = _anchors.Open(location, depth);
        ConfigNode node = start switch
        {
            Scalar scalar => ReadScalar(scalar, location, path),
            SequenceStart => ReadSequence(start, location, path, depth),
            _ => ReadMapping(start, location, path, depth),
        };
        _anchors.Close(open, start.Anchor.IsEmpty ? null : start.Anchor.Value, node);
        return node;
    }

    private ScalarNode ReadScalar(Scalar scalar, SourceLocation location, string path)
    {
        _events.MoveNext();
        var isPlain = scalar.Style == ScalarStyle.Plain;
        if (isPlain && HoldsColonOfKey(scalar))
            problems.Add(location, path, "text with a colon before a blank or at its end needs quotes: \"…\"");
        if (scalar.Tag.IsEmpty)
        {
            return isPlain
                ? YamlScalars.Resolve(scalar.Value, location)
                : ScalarNode.String(scalar.Value, location);
        }

        if (YamlTags.TryApply(scalar, location, out var node, out var problem))
            return node;
        problems.Add(location, path, problem);
        return ScalarNode.Null("", location);
    }

    // YAML 1.2 §7.3.3: plain text cannot hold this; in some texts of several lines the parser lets it pass and would
    // turn a key and its value into text.
    private static bool HoldsColonOfKey(Scalar scalar)
    {
        var text = scalar.Value.AsSpan();
        for (var at = text.IndexOf(':'); at >= 0; at = text.IndexOf(':'))
        {
            text = text[(at + 1)..];
            if (text.IsEmpty ? !scalar.IsKey : text[0] is ' ' or '\t' or '\n')
                return true;
        }

        return false;
    }

    private SequenceNode ReadSequence(NodeEvent start, SourceLocation location, string path, int depth)
    {
        CheckTag(start, YamlTags.Sequence, location, path);
        _events.MoveNext();
        var items = ImmutableArray.CreateBuilder<ConfigNode>();
        while (_events.Current is not SequenceEnd)
            items.Add(ReadNode(KeyPaths.Element(path, items.Count), depth + 1));
        _events.MoveNext();
        return new SequenceNode(items.ToImmutable(), location);
    }

    private MappingNode ReadMapping(NodeEvent start, SourceLocation location, string path, int depth)
    {
        CheckTag(start, YamlTags.Mapping, location, path);
        _events.MoveNext();
        var entries = new YamlEntries(problems);
        while (_events.Current is not MappingEnd)
        {
            var isMerge = _events.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<", Tag.IsEmpty: true };
            var keyNode = ReadNode(path, depth + 1);
            var key = KeyOf(keyNode, path);
            var valuePath = key is null ? path : KeyPaths.Child(path, key);
            var value = ReadNode(valuePath, depth + 1);
            if (isMerge)
                entries.Merge(value, valuePath);
            else if (key is not null)
                entries.Add(key, keyNode.Location, value, valuePath);
        }

        _events.MoveNext();
        return entries.ToNode(location);
    }

    private string? KeyOf(ConfigNode node, string path)
    {
        if (node is ScalarNode { IsNull: false } scalar)
            return scalar.Text;
        problems.Add(node.Location, path, $"a key cannot be {node.Description}; write its name before the colon");
        return null;
    }

    private void CheckTag(NodeEvent start, string expected, SourceLocation location, string path)
    {
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific && start.Tag.Value != expected)
            problems.Add(location, path, YamlTags.Refusal);
    }
}
