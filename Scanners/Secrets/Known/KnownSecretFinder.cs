using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Secrets.Known;

/// <summary>Finds secrets known by value, in all their spellings.</summary>
/// <remarks>
/// A database of its own, of literals only and never cached: a file that holds the environment's secrets would be a
/// leak itself. Only the first bytes of a spelling are compiled; the rest is compared.
/// </remarks>
internal sealed class KnownSecretFinder : IDisposable
{
    private const int CompiledBytes = 16;
    private const int OnStack = 16;
    private const int MinStripped = 8;

    [ThreadStatic]
    private static GatherBuffer? t_stripped;

    private readonly ImmutableArray<KnownForm> _forms;
    private readonly ImmutableArray<int> _ruleOfSecret;
    private readonly ImmutableArray<bool> _isCanary;
    private readonly bool _hasCanaries;
    private readonly HyperscanDatabase _database;

    private KnownSecretFinder(
        ImmutableArray<KnownForm> forms, ImmutableArray<int> ruleOfSecret, ImmutableArray<bool> isCanary,
        HyperscanDatabase database)
    {
        _forms = forms;
        _isCanary = isCanary;
        _hasCanaries = isCanary.Contains(true);
        _ruleOfSecret = ruleOfSecret;
        _database = database;
    }

    /// <summary>True when some are also looked for where separators cut them up.</summary>
    public bool HasCanaries => _hasCanaries;

    /// <summary>The spellings.</summary>
    public IEnumerable<byte[]> Texts => _forms.Select(static form => form.Bytes);

    /// <summary>Compiles the spellings; null when there is nothing to look for.</summary>
    /// <param name="secrets">The secrets; empty values are skipped.</param>
    /// <param name="ruleOfSecret">The rule each of them reports.</param>
    public static KnownSecretFinder? Build(ImmutableArray<KnownSecret> secrets, ImmutableArray<int> ruleOfSecret)
    {
        var forms = ImmutableArray.CreateBuilder<KnownForm>();
        for (var i = 0; i < secrets.Length; i++)
        {
            if (!secrets[i].Value.IsEmpty)
                forms.AddRange(KnownForms.Of(i, secrets[i]));
        }

        if (forms.Count == 0)
            return null;
        var literals = new HyperscanLiteral[forms.Count];
        for (var i = 0; i < literals.Length; i++)
        {
            var start = forms[i].Bytes.AsMemory(0, Math.Min(CompiledBytes, forms[i].Bytes.Length));
            var flags = forms[i].IsCaseless ? HyperscanFlags.Caseless : HyperscanFlags.None;
            literals[i] = new HyperscanLiteral(start, flags, (uint)i);
        }

        return new KnownSecretFinder(
            forms.ToImmutable(), ruleOfSecret,
            [.. secrets.Select(secret => secret.Kind == KnownSecretKind.Canary)],
            HyperscanDatabase.CompileLiterals(literals, HyperscanMode.Block));
    }

    /// <summary>Adds every known secret in <paramref name="text"/>; canaries also where separators cut them
    /// up.</summary>
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        ScanWhole(text, text, ref sink);
        if (!_hasCanaries || sink.IsSatisfied || !text.ContainsAny(KnownForms.SplitNoise))
            return;
        var stripped = t_stripped ??= new GatherBuffer();
        stripped.Clear();
        stripped.AddWithout(text, KnownForms.SplitNoise);
        ScanWhole(stripped.Text, text, ref sink);
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    [SkipLocalsInit]
    private void ScanWhole(ReadOnlySpan<byte> text, ReadOnlySpan<byte> original, ref SecretMatches sink)
    {
        Span<HyperscanMatch> stack = stackalloc HyperscanMatch[OnStack];
        using var scan = new CompleteScan(_database, text, stack);
        var isStripped = text.Length < original.Length;
        var positions = new StrippedPositions(original, KnownForms.SplitNoise);
        foreach (var match in scan.Matches)
        {
            var form = _forms[(int)match.Id];
            var start = (int)match.To - Math.Min(CompiledBytes, form.Bytes.Length);
            var end = start + form.Bytes.Length;
            if (text.Length < end || !IsAt(text[start..end], form)
                || (isStripped && !MayBeCut(form)))
                continue;
            if (isStripped)
                (start, end) = (positions.Of(start), positions.Of(end - 1) + 1);
            sink.Add(new SecretMatch(_ruleOfSecret[form.Secret], start, end, form.Encoding));
            if (sink.IsSatisfied)
                return;
        }
    }

    // Plain words stand side by side in prose.
    private bool MayBeCut(KnownForm form) => _isCanary[form.Secret] && form.Encoding == SecretEncoding.None
        && form.Bytes.Length >= MinStripped && GluedMatch.MayCount(form.Bytes);

    private static bool IsAt(ReadOnlySpan<byte> text, KnownForm form)
    {
        if (!form.IsCaseless)
            return text.SequenceEqual(form.Bytes);
        for (var i = 0; i < text.Length; i++)
        {
            // Not Ascii.EqualsIgnoreCase: it is false for equal bytes from 128, which a canary may have.
            if (text[i] != form.Bytes[i] && !Ascii.EqualsIgnoreCase(text.Slice(i, 1), form.Bytes.AsSpan(i, 1)))
                return false;
        }

        return true;
    }
}
