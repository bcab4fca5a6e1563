using System.Buffers;
using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;

namespace Pipelock.Transport.Stripping;

/// <summary>Takes instructions out of a text and leaves everything else as it is, byte for byte.</summary>
/// <remarks>
/// The text is cut where sentences, lines, tags and quoted strings end. Pieces in which something is found, alone or
/// together with their neighbours, are replaced by the name of the rule. What is left is looked at once more: a text
/// that is still not clean cannot be stripped. Cold path; bounded by <see cref="MaxBytes"/> and the number of pieces.
/// </remarks>
internal static class TextStripper
{
    /// <summary>Longer texts are not stripped.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int MaxPieces = 8192;

    /// <summary>Neighbours that are looked at together, where nothing is found in the pieces alone.</summary>
    private static readonly int[] s_widths = [1, 2, 4, 8];

    private static readonly SearchValues<byte> s_ends = SearchValues.Create("\r\n\"<>.!?"u8);

    /// <summary>Strips <paramref name="text"/>; null when nothing can be taken out that makes it clean.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">How findings name the place, so that what is suppressed there stays.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="context">The exchange.</param>
    public static byte[]? Strip(
        ReadOnlySpan<byte> text, string where, PolicySnapshot policy, scoped in DecisionContext context)
    {
        if (text.Length > MaxBytes || Cut(text) is not { } pieces) return null;
        var rules = new string?[pieces.Count];
        foreach (var width in s_widths)
        {
            if (!Mark(text, pieces, rules, width, where, policy, context)) continue;
            var stripped = Rebuild(text, pieces, rules);
            if (Look(stripped, where, policy, context).IsClean) return stripped;
        }

        return null;
    }

    /// <summary>The pieces of a text, in order and without gaps; null when there are too many.</summary>
    private static List<Range>? Cut(ReadOnlySpan<byte> text)
    {
        var pieces = new List<Range>();
        for (var start = 0; start < text.Length;)
        {
            if (pieces.Count == MaxPieces) return null;
            var end = start + NextEnd(text[start..]);
            pieces.Add(start..end);
            start = end;
        }

        return pieces;
    }

    /// <summary>The end of a sentence stays with it; a mark of structure is a piece by itself.</summary>
    private static int NextEnd(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; ;)
        {
            var next = rest[at..].IndexOfAny(s_ends);
            if (next < 0) return rest.Length;
            at += next;
            var isSentence = rest[at] is (byte)'.' or (byte)'!' or (byte)'?';
            if (!isSentence) return Math.Max(1, at);
            at++;
            if (at == rest.Length || rest[at] == ' ') return at;
        }
    }

    private static bool Mark(
        ReadOnlySpan<byte> text, List<Range> pieces, string?[] rules, int width, string where, PolicySnapshot policy,
        scoped in DecisionContext context)
    {
        var found = false;
        for (var i = 0; i + width <= pieces.Count; i++)
        {
            if (rules[i] is not null) continue;
            var window = text[pieces[i].Start..pieces[i + width - 1].End];
            if (window.Length < 4) continue;
            var findings = Look(window, where, policy, context);
            if (findings.IsClean) continue;
            found = true;
            for (var j = i; j < i + width; j++)
            {
                if (!IsStructure(text[pieces[j]])) rules[j] ??= findings[0].RuleName;
            }
        }

        return found;
    }

    /// <summary>What would stop the text; what is suppressed or weak would not.</summary>
    public static Findings Look(
        ReadOnlySpan<byte> text, string where, PolicySnapshot policy, scoped in DecisionContext context) =>
        policy.Stopping(policy.Scanner.ScanInjection(text, where), Surface.Response, context);

    private static bool IsStructure(ReadOnlySpan<byte> piece) =>
        piece is [(byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'<' or (byte)'>'];

    private static byte[] Rebuild(ReadOnlySpan<byte> text, List<Range> pieces, string?[] rules)
    {
        var stripped = new ArrayBufferWriter<byte>(text.Length + 64);
        string? last = null;
        for (var i = 0; i < pieces.Count; i++)
        {
            var isFirst = rules[i] is not null && rules[i] != last;
            last = rules[i];
            if (rules[i] is null) stripped.Write(text[pieces[i]]);
            else if (isFirst) stripped.Write(Encoding.UTF8.GetBytes($"[REDACTED: {rules[i]}]"));
        }

        return stripped.WrittenSpan.ToArray();
    }
}
