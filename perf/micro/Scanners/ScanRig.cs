using Pipelock.Scanners;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Gate;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Rules.Syntax;
using Pipelock.Scanners.Secrets;

namespace Pipelock.Micro.Scanners;

/// <summary>The whole scanner on its defaults, and beside it nothing but the database of the same rules.</summary>
internal sealed class ScanRig : IDisposable
{
    /// <summary>More than there are in any of the texts.</summary>
    private const int MostWords = 1024 * 1024;

    private readonly ScanEngine _engine = ScanEngine.Build(new ScanSettings { ScanEnvironment = false });
    private readonly HyperscanDatabase _database = CompilePlain();

    private readonly InjectionRules _injection = InjectionRules.Build(
        InjectionPack.ReadEmbedded(withExamples: false), new InjectionSettings(), null);
    private readonly HyperscanDatabase _words;
    private readonly HyperscanMatch[] _seen = new HyperscanMatch[MostWords];

    /// <summary>Prepares both.</summary>
    public ScanRig() => _words = CompileWords(_injection.Phrases.Words);

    /// <summary>One plain <c>hs_scan</c>: what everything else is compared with.</summary>
    public int PlainScan(byte[] text)
    {
        Span<HyperscanMatch> matches = stackalloc HyperscanMatch[16];
        _database.Scan(text, matches, out var count);
        return count;
    }

    public int Text(byte[] text) => _engine.ScanText(text, ScanLayer.BodyDlp, "body").Count;

    public int Body(byte[] body, byte[] contentType)
    {
        var scan = _engine.RentBodyScan(contentType);
        var found = scan.Append(body).Count + scan.Complete().Count;
        _engine.Return(scan);
        return found;
    }

    /// <summary>One plain scan for the words that phrases of injected instructions need.</summary>
    public int PlainWordScan(byte[] text)
    {
        _words.Scan(text, _seen, out var count);
        return count;
    }

    public int Answer(byte[] body, byte[] contentType)
    {
        var scan = _engine.RentResponseScan(contentType, []);
        var found = scan.Append(body).Count + scan.Complete().Count;
        _engine.Return(scan);
        return found;
    }

    public int Url(byte[] url) => _engine.ScanUrl(url).Count;

    public void Dispose()
    {
        _engine.Dispose();
        _injection.Dispose();
        _words.Dispose();
        _database.Dispose();
    }

    private static HyperscanDatabase CompileWords(ReadOnlySpan<GateWord> words)
    {
        var expressions = new HyperscanExpression[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            expressions[i] = new HyperscanExpression(
                HyperscanLiteral.Escape(words[i].Bytes), HyperscanFlags.Caseless, (uint)i);
        }

        return HyperscanDatabase.Compile(expressions, HyperscanMode.Block);
    }

    private static HyperscanDatabase CompilePlain()
    {
        var expressions = new List<HyperscanExpression>();
        foreach (var rule in RuleSelection.Select(new SecretSettings()).Rules)
        {
            if (rule.Shape != SecretShape.None || rule.Pattern.Length == 0)
                continue;
            var flags = rule.CaseSensitive ? PatternFlags.None : PatternFlags.Caseless;
            foreach (var pattern in PatternRewriter.Rewrite(PatternParser.Parse(rule.Pattern, flags)))
            {
                expressions.Add(new HyperscanExpression(
                    pattern.Text, HyperscanFlags.None, (uint)expressions.Count));
            }
        }

        return HyperscanDatabase.Compile([.. expressions], HyperscanMode.Block);
    }
}
