using System.Buffers;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Url;

/// <summary>Looks for secrets in a URL, however they are cut up and encoded.</summary>
/// <remarks>
/// A clean URL pays for two texts, searched for patterns in one pass: (a) the URL as it stands, with its longer pieces
/// on their own, since a slash is a base 64 digit too; (b) the pieces put together again, host without dots, path
/// without slashes, values in order. Only where some piece looks random: (c) what is put together is decoded too,
/// unless all that looks random are digests, (d) pieces with others left out between them. And (e) longer pieces
/// without the separators in them.
/// </remarks>
internal sealed class UrlSecrets
{
    /// <summary>Fewer random-looking bytes in all pieces together are no secret in pieces.</summary>
    internal const int MinRandom = 6;

    /// <summary>As many values of three bytes and less are a secret cut small, whatever they look like.</summary>
    private const int ManySmall = 8;

    /// <summary>So many words a wallet's phrase has at least (BIP-39).</summary>
    private const int LeastWords = 12;

    /// <summary>The most fields that are looked through to name the one a secret stood in.</summary>
    private const int MaxLocated = 128;

    /// <summary>What marks escapes and line breaks, between digits too.</summary>
    private static readonly SearchValues<byte> s_escapes = SearchValues.Create("%&\\=+\t\r\n"u8);

    [ThreadStatic]
    private static GatherBuffer? t_buffer;

    private readonly TextScanner _text;
    private readonly RuleExemptions _exemptions;
    private readonly SecretEngine _engine;
    private readonly GluedMatcher _glued;
    private readonly ValueSubsequences _subsequences;

    /// <summary>Uses one scanner for texts and the engine behind it for plain concatenations.</summary>
    public UrlSecrets(TextScanner text, SecretEngine engine, RuleExemptions exemptions)
    {
        _text = text;
        _exemptions = exemptions;
        _engine = engine;
        _glued = new GluedMatcher(engine);
        _subsequences = new ValueSubsequences(_glued);
    }

    /// <summary>
    /// What looks like a secret in a URL, exemptions of its host left out; where it stood is not found out yet. A match
    /// that stops nothing does not end the search: it could be there to cover another.
    /// </summary>
    public Findings Scan(in UrlParts url, UrlFields fields)
    {
        var buffer = t_buffer ??= new GatherBuffer();
        UrlGathering.Whole(url, fields, buffer);
        var found = Findings.None;
        var areDigests = fields.AreDigests && PlainText.IsPlain(url.Host, url.Host.Length)
            && !HoldsHexStream(buffer.Text);
        var views = areDigests ? TextViews.PlusIsSpace | TextViews.Digests : TextViews.PlusIsSpace;
        var suspicion = Suspect(url, fields);
        var isSuspicious = suspicion != Suspicion.None;
        var whole = buffer.Length;
        var joined = isSuspicious || MayCount(url, fields) ? Join(url, fields, buffer, suspicion) : [];
        // Both in one pass: in nearly all URLs there is nothing in either of them.
        var mayMatch = joined.IsEmpty || _engine.MayMatch(buffer.Text);
        views |= mayMatch ? TextViews.Standard : TextViews.Unmatched;
        if (Stops(url, _text.Scan(buffer.Text[..whole], ScanLayer.Dlp, "url", views), ref found)
            || (!joined.IsEmpty && StopsJoined(url, joined, suspicion, mayMatch, ref found)))
        {
            return found;
        }

        if (NoisyPieces.Gather(fields, _glued, buffer)
            && Stops(url, _text.Scan(buffer.Text, ScanLayer.Dlp, "url", TextViews.NoiseStripped), ref found))
        {
            return found;
        }

        if (isSuspicious)
            Stops(url, _subsequences.Scan(fields, buffer), ref found);
        if (UrlGathering.DigitsInOrder(fields, buffer))
            Stops(url, _text.Scan(buffer.Text, ScanLayer.Dlp, "url"), ref found);
        if (fields.ParameterCount >= LeastWords && found.IsClean)
        {
            UrlGathering.ValuesAsWords(fields, buffer);
            Stops(url, _glued.Match(buffer.Text, ScanLayer.Dlp, "url"), ref found);
        }

        return found;
    }

    // What is put together, in lines of its own.
    private static ReadOnlySpan<byte> Join(
        in UrlParts url, UrlFields fields, GatherBuffer buffer, Suspicion suspicion)
    {
        buffer.Add((byte)'\n');
        var start = buffer.Length;
        UrlGathering.AddJoined(url, fields, buffer);
        if (suspicion != Suspicion.None)
        {
            UrlGathering.AddInOrderOfKeys(fields, buffer);
            UrlGathering.AddBehindLabel(url.Host, fields, buffer);
        }

        return buffer.Text[start..];
    }

    private bool StopsJoined(
        in UrlParts url, ReadOnlySpan<byte> joined, Suspicion suspicion, bool mayMatch, ref Findings found)
    {
        if (Stops(url, _glued.Match(joined, ScanLayer.Dlp, "url", mayMatch), ref found))
            return true;
        var isEncoded = suspicion == Suspicion.Encoded
            || (suspicion == Suspicion.Plain && HoldsHexStream(joined));
        return isEncoded
            && Stops(url, _text.Scan(joined, ScanLayer.Dlp, "url", TextViews.Joined | TextViews.Examined), ref found);
    }

    // Compressed data are no text either (RFC 1952 §2.3.1, RFC 1950 §2.2).
    private static bool HoldsHexStream(ReadOnlySpan<byte> text) =>
        text.IndexOf(HexDecoder.GzipMark) >= 0 || text.IndexOf("789c"u8) >= 0 || text.IndexOf("78da"u8) >= 0;

    // What is put together counts by its digits and capitals; without them there is nothing to find.
    private static bool MayCount(in UrlParts url, UrlFields fields) =>
        GluedMatch.MayCount(url.Host) || GluedMatch.MayCount(fields.AllText);

    private bool Stops(in UrlParts url, Findings more, ref Findings found) =>
        !more.IsClean && AddNew(_exemptions.Without(more, url.Host), ref found);

    // The same match shows in several readings; it is one finding.
    private static bool AddNew(Findings more, ref Findings found)
    {
        List<Finding> added = [];
        foreach (var finding in more.Items)
        {
            if (!Has(found, finding.RuleId))
                added.Add(finding);
        }

        found = found.Concat(new Findings(added));
        return added.Exists(f => !f.WarnOnly);
    }

    /// <summary>Names the field in which a secret stands by itself; null when it is spread over several.</summary>
    public string? Locate(in UrlParts url, UrlFields fields, string ruleId)
    {
        for (var i = 0; i < fields.Count && i < MaxLocated; i++)
        {
            var found = _text.Scan(
                fields.Text(fields[i]), ScanLayer.Dlp, "", TextViews.PlusIsSpace | TextViews.NoiseStripped);
            if (Has(found, ruleId))
                return UrlText.Place(fields, fields[i]);
        }

        GatherBuffer buffer = new();
        buffer.Add(url.Host);
        buffer.Add((byte)'\n');
        buffer.AddWithout(url.Host, UrlGathering.Dots);
        return Has(_text.Scan(buffer.Text, ScanLayer.Dlp, "", TextViews.Joined), ruleId) ? "host" : null;
    }

    private static bool Has(Findings found, string ruleId)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].RuleId == ruleId)
                return true;
        }

        return false;
    }

    // What looks random: something, and something that may be encoded too.
    private static Suspicion Suspect(in UrlParts url, UrlFields fields)
    {
        var random = PlainText.IsPlain(url.Host, url.Host.Length) ? 0 : Randomness.Count(url.Host);
        var digests = 0;
        var small = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            random += field.Random;
            digests += field.Content == UrlFieldContent.Digest ? field.Random : 0;
            small += field.Kind == UrlFieldKind.QueryValue && field.Length <= 3 ? 1 : 0;
        }

        var isCapital = UrlGathering.BeginsInCapitals(url.Host);
        if (random < MinRandom && small < ManySmall && !isCapital)
            return Suspicion.None;
        return random > digests || small >= ManySmall || isCapital || fields.AllText.ContainsAny(s_escapes)
            ? Suspicion.Encoded : Suspicion.Plain;
    }

    private enum Suspicion : byte
    {
        /// <summary>Nothing looks random.</summary>
        None,

        /// <summary>Only digests do, which stand for no text: a secret may be written in them as it is.</summary>
        Plain,

        /// <summary>A secret may be there in any encoding.</summary>
        Encoded,
    }
}
