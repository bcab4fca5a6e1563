using System.Buffers;
using System.Collections.Immutable;
using Pipelock.Scanners.Secrets;

namespace Pipelock.Scanners.Payments;

/// <summary>Finds payment addresses that are not the operator's own. Immutable and thread-safe; a clean scan allocates
/// nothing.</summary>
/// <remarks>
/// An address is a run of at least <see cref="PaymentAddress.Shortest"/> letters and digits. So only every 26th byte is
/// looked at: (a) what stands there is no letter and no digit, and no run goes over it; or (b) the run around it is
/// measured, (c) read as an address, checksum included, (d) compared with those that are allowed.
/// </remarks>
internal sealed class PaymentAddressFinder
{
    private static readonly SearchValues<byte> s_digits = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private readonly AddressSettings _settings;
    private readonly ImmutableArray<PaymentAddress> _allowed;
    private readonly int[] _lookalike;
    private readonly int[] _unknown;

    /// <summary>Looks for what <paramref name="rules"/> ask for.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="first">Index of the first of them among all rules.</param>
    public PaymentAddressFinder(PaymentRules rules, int first)
    {
        _settings = rules.Settings;
        _allowed = rules.Allowed;
        var chains = Enum.GetValues<PaymentChain>();
        _lookalike = [.. chains.Select(chain => Index(rules.IndexOf(PaymentRuleIds.Lookalike, chain), first))];
        _unknown = [.. chains.Select(chain => Index(rules.IndexOf(PaymentRuleIds.Unknown, chain), first))];
    }

    /// <summary>Adds every such address in <paramref name="text"/>.</summary>
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        var from = 0;
        for (var at = PaymentAddress.Shortest - 1; at < text.Length; at += PaymentAddress.Shortest)
        {
            if (!s_digits.Contains(text[at]))
                continue;
            var start = from + text[from..at].LastIndexOfAnyExcept(s_digits) + 1;
            var length = text[start..].IndexOfAnyExcept(s_digits);
            var end = length < 0 ? text.Length : start + length;
            if (PaymentAddress.TryRead(text[start..end], out var address)
                && RuleOf(address) is >= 0 and var rule)
                sink.Add(new SecretMatch(rule, start, end));
            if (sink.IsSatisfied)
                return;
            from = at = end;
        }
    }

    private int RuleOf(in PaymentAddress address)
    {
        var rule = _unknown[(int)address.Chain];
        foreach (var allowed in _allowed)
        {
            if (address.IsSame(allowed))
                return -1;
            if (address.Resembles(allowed, _settings.PrefixLength, _settings.SuffixLength))
                rule = _lookalike[(int)address.Chain];
        }

        return rule;
    }

    private static int Index(int rule, int first) => rule < 0 ? -1 : first + rule;
}
