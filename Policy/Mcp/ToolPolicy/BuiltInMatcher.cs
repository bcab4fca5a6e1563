using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Patterns;
using Pipelock.Scanners.Shell;

namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>Finds the built-in rules and the signals in the texts of a call. Immutable and thread-safe.</summary>
internal sealed class BuiltInMatcher : IDisposable
{
    private static readonly SearchValues<byte> s_separators = SearchValues.Create(";&|\n"u8);

    private readonly ImmutableArray<BuiltInPattern> _patterns = BuiltInPack.Instance.Patterns;
    private readonly PatternSet _set;

    // Made when a command first needs it, as few do; whoever comes second makes the same.
    private readonly Regex?[] _harmless = new Regex?[BuiltInPack.Instance.Harmless.Length];

    /// <summary>Compiles the pack, or loads it compiled.</summary>
    public BuiltInMatcher(DatabaseCache? cache) => _set = PatternSet.Build(BuiltInPack.Instance.Texts, cache);

    /// <summary>The rules, by number.</summary>
    public ImmutableArray<BuiltInRule> Rules { get; } = BuiltInPack.Instance.Rules;

    /// <summary>What a text shows: a command in every reading a shell may give it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="contexts">What it is.</param>
    /// <param name="signals">Takes what it shows besides offences.</param>
    /// <returns>The rules it breaks, one bit each.</returns>
    public uint Match(ReadOnlySpan<byte> text, TextContext contexts, ref CallSignals signals)
    {
        if ((contexts & TextContext.Command) != 0 && PrintedText.IsAll(text))
            return 0;
        var rules = MatchOne(text, contexts, ref signals);
        if ((contexts & (TextContext.Read | TextContext.Write)) != 0 && text.Contains((byte)'%'))
            rules |= MatchUnescaped(text, contexts, ref signals);
        if ((contexts & TextContext.Command) == 0)
            return rules;
        uint disguised = 0;
        using (var readings = ShellText.Read(text))
        {
            while (readings.MoveNext())
            {
                rules |= MatchOne(readings.Current, TextContext.Command, ref signals);
                disguised |= MatchOne(readings.Current, TextContext.Disguised, ref signals);
            }
        }

        // What is written plainly is hidden from nobody.
        return disguised == 0 ? rules : rules | (disguised & ~MatchOne(text, TextContext.Disguised, ref signals));
    }

    /// <inheritdoc/>
    public void Dispose() => _set.Dispose();

    /// <summary>A path whose escapes something behind the tool may undo: <c>..%2f..%2fetc%2fpasswd</c>.</summary>
    private uint MatchUnescaped(ReadOnlySpan<byte> path, TextContext contexts, ref CallSignals signals)
    {
        const int LongestPath = 1024;
        if (path.Length > LongestPath)
            return 0;
        var plain = WebUtility.UrlDecodeToBytes(path.ToArray(), 0, path.Length);
        return plain.Length < path.Length ? MatchOne(plain, contexts, ref signals) : 0;
    }

    private uint MatchOne(ReadOnlySpan<byte> raw, TextContext contexts, ref CallSignals signals)
    {
        var text = CommandMarks.Of(raw, (contexts & (TextContext.Command | TextContext.Disguised)) != 0);
        var rules = Search(text, contexts, ref signals);
        for (var rule = 0; rules >> rule != 0; rule++)
        {
            if ((rules >> rule & 1) != 0 && (contexts & TextContext.Command) != 0 && !Rules[rule].Harmless.IsEmpty)
                rules &= ~(1u << rule) | SearchWithoutHarmless(text, rule);
        }

        return rules;
    }

    private uint Search(ReadOnlySpan<byte> text, TextContext contexts, ref CallSignals signals)
    {
        Span<ulong> matched = stackalloc ulong[_set.Words];
        matched.Clear();
        if (!_set.Match(text, matched))
            return 0;
        uint rules = 0;
        for (var i = 0; i < _patterns.Length; i++)
        {
            if (!PatternSet.Has(matched, i) || (_patterns[i].Contexts & contexts) == 0)
                continue;
            signals |= _patterns[i].Signal;
            if (_patterns[i].Rule >= 0)
                rules |= 1u << _patterns[i].Rule;
        }

        return rules;
    }

    /// <summary>Looks again with the simple commands blanked out that the rule lets pass.</summary>
    private uint SearchWithoutHarmless(ReadOnlySpan<byte> text, int rule)
    {
        var copy = ArrayPool<byte>.Shared.Rent(text.Length);
        text.CopyTo(copy);
        var rest = copy.AsSpan(0, text.Length);
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(s_separators);
            var command = end < 0 ? rest : rest[..end];
            if (IsHarmless(command.Trim(" \t\r"u8), rule))
                command.Fill((byte)' ');
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        var none = CallSignals.None;
        var rules = Search(copy.AsSpan(0, text.Length), TextContext.Command, ref none);
        ArrayPool<byte>.Shared.Return(copy, clearArray: true);
        return rules & (1u << rule);
    }

    private bool IsHarmless(ReadOnlySpan<byte> command, int rule)
    {
        if (command.IsEmpty)
            return false;
        var text = Encoding.Latin1.GetString(command).Replace(
            $"{(char)CommandMarks.Mark}", "", StringComparison.Ordinal);
        foreach (var index in Rules[rule].Harmless)
        {
            if (Harmless(index).IsMatch(text))
                return true;
        }

        return false;
    }

    private Regex Harmless(int index) => _harmless[index] ??= new Regex(
        BuiltInPack.Instance.Harmless[index],
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
