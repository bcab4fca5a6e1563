using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;

namespace Pipelock.Scanners.Text;

/// <summary>Collects findings of one message, each rule once per way of seeing it. Nothing is allocated while
/// empty.</summary>
internal struct FindingSet
{
    /// <summary>The rule id of the finding for a text whose encodings cannot be examined to the end.</summary>
    internal const string DecodingLimitRule = "decoding-limit";

    private List<Finding>? _items;

    /// <summary>True when nothing was found.</summary>
    internal readonly bool IsEmpty => _items is null;

    /// <summary>What was found.</summary>
    internal readonly Findings ToFindings() => _items is null ? default : new Findings(_items);

    /// <summary>Adds the finding of a secret.</summary>
    internal void Add(SecretRule rule, SecretEncoding encoding, DecodingChain chain, ScanLayer layer, string where)
    {
        var decodings = chain.ToLabels();
        if (encoding != SecretEncoding.None)
        {
            decodings = decodings.Add(Label(encoding));
        }

        var core = rule.Core && layer == ScanLayer.Dlp;
        var isPayment = rule.Shape == SecretShape.PaymentAddress;
        Add(new Finding(
            core ? ScanLayer.CoreDlp : isPayment ? ScanLayer.AddressProtection : layer,
            rule.Id,
            rule.Name,
            rule.Severity,
            core ? FindingReason.CoreSecret(rule.Name, rule.Severity)
                : isPayment ? FindingReason.Payment(rule.Name) : FindingReason.Secret(rule.Name, rule.Severity))
        {
            Where = where,
            Decodings = decodings,
            WarnOnly = rule.WarnOnly,
            IsGeneric = rule.Generic,
        });
    }

    /// <summary>Adds the finding for a text that nests more than can be examined.</summary>
    internal void AddDecodingLimit(ScanLayer layer, string where) => Add(new Finding(
        layer,
        DecodingLimitRule,
        "Decoding Limit",
        Severity.Medium,
        "the text nests more encodings than can be examined")
    {
        Where = where,
    });

    /// <summary>Adds a finding, unless the same rule was found by the same steps or by the first of them. What is
    /// certain takes the place of what is weak.</summary>
    internal void Add(Finding finding)
    {
        _items ??= [];
        for (var i = 0; i < _items.Count; i++)
        {
            var known = _items[i];
            if (known.RuleId == finding.RuleId && known.RuleName == finding.RuleName
                && finding.Decodings.AsSpan().StartsWith(known.Decodings.AsSpan()))
            {
                if (known.IsWeak && !finding.IsWeak)
                    _items[i] = finding;
                return;
            }
        }

        _items.Add(finding);
    }

    /// <summary>Adds findings of another set, told to be somewhere else.</summary>
    internal void AddAll(in FindingSet others, string where)
    {
        for (var i = 0; i < others.ToFindings().Count; i++)
        {
            var finding = others.ToFindings()[i];
            Add(finding with { Where = where });
        }
    }

    /// <summary>Adds what was found in a text, and instead of it what was found by the same rule in one of its
    /// fields.</summary>
    internal void AddLocated(in FindingSet inText, in FindingSet inFields)
    {
        for (var i = 0; i < inText.ToFindings().Count; i++)
        {
            var finding = inText.ToFindings()[i];
            var located = inFields._items?.Find(field =>
                field.RuleId == finding.RuleId && field.RuleName == finding.RuleName);
            Add(located is null ? finding : finding with { Where = located.Where });
        }
    }

    private static string Label(SecretEncoding encoding) => encoding switch
    {
        SecretEncoding.Base64 => "base64",
        SecretEncoding.Hex => "hex",
        SecretEncoding.Base32 => "base32",
        SecretEncoding.Percent => "url",
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Not an encoding of secrets."),
    };
}
