using System.Buffers;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Entropy;

/// <summary>
/// Finds data that leaves as a host name: labels that are random, or that decode to text, alone or joined.
/// </summary>
/// <remarks>
/// Looks at the labels in front of the registrable domain only: what stands there is chosen by whoever sends the
/// request and reaches the owner of the domain by the DNS query alone. Thread-safe, no allocation unless something is
/// found.
/// </remarks>
public sealed class HostnameCargo
{
    /// <summary>Shorter labels are not measured: their entropy says nothing.</summary>
    private const int MinMeasured = 8;

    /// <summary>
    /// No digest in use is longer than this as hex and still fits a label (SHA-1; RFC 1035 allows 63).
    /// </summary>
    private const int LongestDigest = 40;

    /// <summary>The most labels that are looked at; a name can have 127.</summary>
    private const int MaxLabels = 32;

    private const int Certain = 2;

    /// <summary>So many labels of at least so many bytes that are no words are one text in pieces.</summary>
    private const int LeastPieces = 4;

    private const int LeastPiece = 5;

    /// <summary>Ids in hexadecimal up to here have any length.</summary>
    private const int LongestShortId = 20;

    private static readonly SearchValues<byte> s_alphanumeric = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789"u8);

    private readonly double _threshold;
    private readonly HostPatterns _excluded;

    /// <summary>Takes the limit in bits per byte, 0 for none, and the hosts that are not measured.</summary>
    public HostnameCargo(double threshold, HostPatterns excluded)
    {
        _threshold = threshold;
        _excluded = excluded;
    }

    /// <summary>Judges a host; addresses have no labels and pass.</summary>
    /// <returns>What it carries, or null.</returns>
    public Finding? Check(ReadOnlySpan<byte> host)
    {
        if (host.EndsWith("."u8))
            host = host[..^1];

        var registrable = RegistrableDomain.Of(host);
        if (registrable.Length >= host.Length)
            return null;

        var front = host[..(host.Length - registrable.Length - 1)];
        if (front.Length < MinMeasured || _excluded.Contains(host))
            return null;

        Span<Range> labels = stackalloc Range[MaxLabels];
        var finding = MayBeEncoded(front) ? FindWritten(front, labels[..Split(front, labels)]) : null;
        if (finding is null && LabelRows.IsIn(front, labels[..Split(front, labels)]))
            finding = Report("hostname-exfiltration", Severity.High, "host labels are the pieces of one text");
        if (finding is not null || _threshold <= 0 || CloudHosts.RandomLabels.Contains(host))
            return finding;

        return FindRandom(host, front, labels[..Split(front, labels)]);
    }

    // Of small letters alone, hexadecimal makes no text; base 32 has a digit beside them, base 64 a capital.
    private static bool MayBeEncoded(ReadOnlySpan<byte> text) =>
        text.ContainsAnyInRange((byte)'0', (byte)'9') || text.ContainsAnyInRange((byte)'A', (byte)'Z');

    // What is written in the labels in some encoding, in words or in numbers.
    private static Finding? FindWritten(ReadOnlySpan<byte> front, Span<Range> pieces)
    {
        var finding = FindText(front, pieces);
        if (finding is null && front.Contains((byte)'-') && KeepPayloads(front, pieces))
            finding = FindText(front, pieces);
        if (finding is null && front.Contains((byte)'-'))
            finding = FindWithoutDashes(front);
        if (finding is null && SpokenCargo.IsIn(front))
            finding = Report("hostname-exfiltration", Severity.High, "host labels spell out a secret");
        if (finding is null && CardCargo.IsIn(front))
            finding = Report("hostname-exfiltration", Severity.High, "host labels carry the number of a card");
        return finding;
    }

    /// <summary>Dashes may also be put into a piece to break it, as into a UUID.</summary>
    private static Finding? FindWithoutDashes(ReadOnlySpan<byte> front)
    {
        Span<byte> plain = stackalloc byte[LabelDecoder.MaxDecoded];
        var length = 0;
        foreach (var c in front[..Math.Min(front.Length, plain.Length)])
        {
            if (c != (byte)'-')
                plain[length++] = c;
        }

        Span<Range> labels = stackalloc Range[MaxLabels];
        return FindText(plain[..length], labels[..Split(plain[..length], labels)]);
    }

    private static int Split(ReadOnlySpan<byte> front, Span<Range> labels)
    {
        var count = 0;
        var start = 0;
        while (count < labels.Length - 1)
        {
            var dot = front[start..].IndexOf((byte)'.');
            if (dot < 0)
                break;
            labels[count++] = start..(start + dot);
            start += dot + 1;
        }

        labels[count++] = start..front.Length;
        return count;
    }

    /// <summary>Numbered pieces (<c>part1-…</c>): only the longest part of each label counts then.</summary>
    private static bool KeepPayloads(ReadOnlySpan<byte> front, Span<Range> labels)
    {
        var isChanged = false;
        for (var i = 0; i < labels.Length; i++)
        {
            var start = labels[i].Start.Value;
            var label = front[labels[i]];
            var longest = 0..0;
            foreach (var part in label.Split((byte)'-'))
            {
                if (label[part].Length > label[longest].Length)
                    longest = part;
            }

            isChanged |= label[longest].Length < label.Length;
            labels[i] = (start + longest.Start.Value)..(start + longest.Start.Value + label[longest].Length);
        }

        return isChanged;
    }

    /// <summary>Evidence adds up over the labels: one long piece of text is certain, two short ones are.</summary>
    private static Finding? FindText(ReadOnlySpan<byte> front, ReadOnlySpan<Range> labels)
    {
        var evidence = 0;
        LabelEncoding seen = default;
        foreach (var label in labels)
        {
            var weight = Weigh(front[label], joined: false, out var encoding);
            if (weight > 0)
                seen = encoding;
            evidence += weight;
        }

        if (evidence >= Certain)
            return Carries(seen);
        if (labels.Length < 2)
            return null;

        // Cut at will: every run of neighbours is also read as one piece.
        Span<byte> joined = stackalloc byte[LabelDecoder.MaxDecoded];
        for (var first = 0; first < labels.Length - 1; first++)
        {
            front[labels[first]].CopyTo(joined);
            var length = front[labels[first]].Length;
            for (var next = first + 1; next < labels.Length; next++)
            {
                front[labels[next]].CopyTo(joined[length..]);
                length += front[labels[next]].Length;
                if (Weigh(joined[..length], joined: true, out var encoding) >= Certain)
                    return Carries(encoding);
            }
        }

        return null;
    }

    /// <summary>How sure it is that a label, or several together, is encoded text; 0 when it is not.</summary>
    internal static int Weigh(ReadOnlySpan<byte> text, bool joined, out LabelEncoding encoding)
    {
        encoding = LabelEncoding.Hex;
        if (text.Length < MinMeasured || !MayBeEncoded(text))
            return 0;

        Span<byte> decoded = stackalloc byte[LabelDecoder.MaxDecoded];
        for (; encoding <= LabelEncoding.Base64; encoding++)
        {
            var length = LabelDecoder.Decode(text, encoding, decoded);
            if (length < 4 || !LabelDecoder.IsText(decoded[..length]))
                continue;

            // How many bytes of text chance does not produce in a host of ordinary names.
            var certain = encoding switch
            {
                LabelEncoding.Hex when text.ContainsAnyExceptInRange((byte)'0', (byte)'9') => 6,
                // A number decodes to letters and digits alone once in twenty thousand times.
                LabelEncoding.Hex => decoded[..length].ContainsAnyExcept(s_alphanumeric) ? 10 : 8,
                LabelEncoding.Base32 => 10,
                _ => 9,
            };
            var needed = joined ? Math.Max(certain, 10) : certain;
            return length >= needed ? Certain : 1;
        }

        encoding = default;
        return 0;
    }

    private Finding? FindRandom(ReadOnlySpan<byte> host, ReadOnlySpan<byte> front, ReadOnlySpan<Range> labels)
    {
        var odd = 0;
        var oddBytes = 0;
        var mixed = 0;
        foreach (var range in labels)
        {
            var label = front[range];
            mixed += label.Length >= LeastPiece && !IsPlain(label) ? 1 : 0;
            if (label.Length < MinMeasured || KnownIdentifiers.IsContentId(label))
                continue;

            var random = Randomness.Count(label);
            var entropy = Shannon.BitsPerByte(label);
            if (entropy > _threshold && random >= MinMeasured && random * 2 >= label.Length)
                return TooRandom(entropy);

            if ((label.Length > LongestDigest && KnownIdentifiers.IsHex(label)) || HasOddHex(label))
                return Carries(LabelEncoding.Hex);

            if (!IsPlain(label) && KnownIdentifiers.MatchUuid(label) == 0)
            {
                odd++;
                oddBytes += label.Length;
            }
        }

        // A digest or an id in one label is usual; a row of them is cargo.
        var isCargo = (odd >= 2 && oddBytes >= 48) || (odd >= 4 && oddBytes >= 32) || mixed >= LeastPieces;
        return isCargo || (odd > 0 && CollectorHosts.Contains(host))
            ? Chain(Math.Max(odd, mixed), Math.Max(oddBytes, mixed * LeastPiece)) : null;
    }

    // Digits of hexadecimal that no digest or id has as many of.
    private static bool HasOddHex(ReadOnlySpan<byte> label)
    {
        foreach (var range in label.SplitAny("-_"u8))
        {
            var part = label[range];
            if (part.Length is > LongestShortId and not (24 or 32 or 40) && KnownIdentifiers.IsHex(part)
                && part.ContainsAnyInRange((byte)'a', (byte)'f') && !WordShape.IsPlain(part))
                return true;
        }

        return false;
    }

    private static bool IsPlain(ReadOnlySpan<byte> label)
    {
        foreach (var part in label.SplitAny("-_"u8))
        {
            if (!label[part].IsEmpty && !WordShape.IsPlain(label[part]))
                return false;
        }

        return true;
    }

    private static Finding Carries(LabelEncoding encoding)
    {
        var name = encoding switch
        {
            LabelEncoding.Hex => "hex",
            LabelEncoding.Base32 => "base32",
            _ => "base64",
        };
        return Report("hostname-exfiltration", Severity.High, $"host labels carry {name}-encoded data") with
        {
            Decodings = [name],
        };
    }

    private static Finding Chain(int labels, int bytes) => Report(
        "hostname-exfiltration", Severity.High, $"host carries {bytes} random-looking bytes in {labels} labels");

    private Finding TooRandom(double entropy) => Report(
        "subdomain-entropy", Severity.Medium,
        $"high entropy subdomain label ({entropy:F2} > {_threshold:F2} threshold)");

    private static Finding Report(string id, Severity severity, string reason) => new(
        ScanLayer.SubdomainEntropy, id, id == "subdomain-entropy" ? "Subdomain Entropy" : "Hostname Exfiltration",
        severity, reason) { Where = "host" };
}
