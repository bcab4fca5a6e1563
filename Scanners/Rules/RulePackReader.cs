using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Pipelock.Scanners.Rules;

/// <summary>Reads one rule pack: <c>{"pack": …, "rules": [{…}, …]}</c>, comments and trailing commas allowed.</summary>
/// <remarks>A forward reader, because a pack is read at every start; examples are stepped over there.</remarks>
internal ref struct RulePackReader
{
    private readonly string _source;
    private readonly bool _withExamples;
    private readonly List<RuleProblem> _problems;
    private Utf8JsonReader _json;

    private RulePackReader(ReadOnlySpan<byte> pack, string source, bool withExamples, List<RuleProblem> problems)
    {
        _source = source;
        _withExamples = withExamples;
        _problems = problems;
        _json = new Utf8JsonReader(pack, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
        });
    }

    /// <summary>Reads every rule it can; what is wrong goes to <paramref name="problems"/>.</summary>
    public static ImmutableArray<SecretRule> Read(
        ReadOnlySpan<byte> pack, string source, bool withExamples, List<RuleProblem> problems)
    {
        var reader = new RulePackReader(pack, source, withExamples, problems);
        var rules = ImmutableArray.CreateBuilder<SecretRule>();
        try
        {
            reader.ReadPack(rules);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            reader.Problem("", $"not a valid rule pack: {e.Message}");
        }

        return rules.ToImmutable();
    }

    private void ReadPack(ImmutableArray<SecretRule>.Builder rules)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Problem("", "a pack is an object with a list \"rules\"");
            return;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var isRules = _json.ValueTextEquals("rules"u8);
            _json.Read();
            if (!isRules || _json.TokenType != JsonTokenType.StartArray)
            {
                _json.Skip();
                continue;
            }

            while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            {
                if (ReadRule() is { } rule)
                    rules.Add(rule);
            }
        }
    }

    private SecretRule? ReadRule()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Problem("", "a rule is an object");
            _json.Skip();
            return null;
        }

        var before = _problems.Count;
        var start = _json.TokenStartIndex;
        var rule = new SecretRule { Id = "", Name = "", Severity = default, Source = _source };
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var key = _json.GetString()!;
            _json.Read();
            rule = ReadField(rule, key);
        }

        var label = rule.Name.Length > 0 ? rule.Name : rule.Id;
        if (rule.Id.Length == 0 || rule.Name.Length == 0 || rule.Severity == default)
            _problems.Add(new RuleProblem(_source, label, start, "a rule needs id, name and severity"));
        if (rule.Pattern.Length == 0 == (rule.Shape == SecretShape.None))
            _problems.Add(new RuleProblem(_source, label, start, "a rule has either a pattern or a shape"));
        return _problems.Count == before ? rule : null;
    }

    private SecretRule ReadField(SecretRule rule, string key)
    {
        switch (key)
        {
            case "id":
                return rule with { Id = Text() };
            case "name":
                return rule with { Name = Text() };
            case "description":
                return rule with { Description = Text() };
            case "reference":
                return rule with { Reference = Text() };
            case "pattern":
                return rule with { Pattern = Text() };
            case "case_sensitive":
                return rule with { CaseSensitive = _json.GetBoolean() };
            case "core":
                return rule with { Core = _json.GetBoolean() };
            case "warn_only":
                return rule with { WarnOnly = _json.GetBoolean() };
            case "generic":
                return rule with { Generic = _json.GetBoolean() };
            case "severity":
                Expect(rule, key, RuleNames.TryParse(Text(), out Severity severity));
                return rule with { Severity = severity };
            case "validator":
                Expect(rule, key, RuleNames.TryParse(Text(), out SecretValidator validator));
                return rule with { Validator = validator };
            case "shape":
                Expect(rule, key, RuleNames.TryParse(Text(), out SecretShape shape));
                return rule with { Shape = shape };
            case "boundary":
                Expect(rule, key, RuleNames.TryParse(Text(), out LeftBoundary boundary));
                return rule with { Boundary = boundary };
            case "exempt_domains":
                return rule with { ExemptDomains = Texts() };
            case "matches" when _withExamples:
                return rule with { Matches = Texts() };
            case "clean" when _withExamples:
                return rule with { Clean = Texts() };
            case "matches" or "clean":
                _json.Skip();
                return rule;
            default:
                Problem(rule.Name, $"the key \"{key}\" is not known");
                _json.Skip();
                return rule;
        }
    }

    private void Expect(SecretRule rule, string key, bool known)
    {
        if (!known)
            Problem(rule.Name, $"the value of \"{key}\" is not one of those known");
    }

    private readonly string Text() => _json.GetString() ?? "";

    /// <summary>A list of texts; a list within it is one text in pieces.</summary>
    /// <remarks>Pieces keep scanners of source code from taking a made-up example for a leak.</remarks>
    private ImmutableArray<string> Texts()
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        if (_json.TokenType != JsonTokenType.StartArray)
            throw new InvalidOperationException("a list is expected");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.StartArray)
            {
                texts.Add(Text());
                continue;
            }

            var whole = new StringBuilder();
            while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                whole.Append(Text());
            texts.Add(whole.ToString());
        }

        return texts.ToImmutable();
    }

    private readonly void Problem(string rule, string message) =>
        _problems.Add(new RuleProblem(_source, rule, _json.TokenStartIndex, message));
}
