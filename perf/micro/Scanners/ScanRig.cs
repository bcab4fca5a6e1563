using Pipelock.Scanners;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Rules.Syntax;
using Pipelock.Scanners.Secrets;

namespace Pipelock.Micro.Scanners;

/// <summary>The whole scanner on its defaults, and beside it nothing but the database of the same rules.</summary>
internal sealed class ScanRig : IDisposable
{
    private readonly ScanEngine _engine = ScanEngine.Build(new ScanSettings { ScanEnvironment = false });
    private readonly HyperscanDatabase _database = CompilePlain();

    private readonly InjectionRules _injection = InjectionRules.Build(
        InjectionPack.ReadEmbedded(withExamples: false), new InjectionSettings(), null);
    private readonly InjectionWork _words = new();

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
        _injection.Phrases.ScanWords(text, _words);
        return _words.HitCount;
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
        _database.Dispose();
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
