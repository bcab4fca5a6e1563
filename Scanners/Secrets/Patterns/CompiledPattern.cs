using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Secrets.Patterns;

/// <summary>One expression of the database and how to turn its end offset into a match.</summary>
internal sealed class CompiledPattern(int rule, BytePattern pattern, bool needsConfirmation)
{
    /// <summary>Longest stretch before the end that is searched for the start of a pattern of varying width.</summary>
    private const int MaxWindow = 4096;

    /// <summary>
    /// A match is widened by at most so much; without a bound, a text of nothing but matches in one run would cost the
    /// square of its length.
    /// </summary>
    private const int MaxLead = 256;

    /// <summary>The same to the right, where tokens may be long.</summary>
    private const int MaxTail = 1024;
    private const int StackWindow = 512;
    private readonly Lazy<Regex> _regex = new(() => NewRegex(pattern.Node));

    /// <summary>Index of the rule it belongs to.</summary>
    public int Rule { get; } = rule;

    /// <summary>The expression itself.</summary>
    public BytePattern Pattern { get; } = pattern;

    /// <summary>
    /// Builds the confirming matcher: linear in time whatever the text, as everything here has to be.
    /// </summary>
    /// <exception cref="NotSupportedException">The pattern is too large for it.</exception>
    public static Regex NewRegex(PatternNode node) =>
        new(PatternWriter.ForRegex(node), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>
    /// Finds where the match that Hyperscan reported at <paramref name="end"/> starts and really ends.
    /// </summary>
    /// <returns>False only for an approximate expression whose report was wrong.</returns>
    public bool TryLocate(ReadOnlySpan<byte> text, int reportedEnd, out int start, out int end)
    {
        end = reportedEnd;
        if (Pattern.MinWidth == Pattern.MaxWidth && !needsConfirmation)
            start = end - Pattern.MinWidth;
        else if (!TrySearch(text, reportedEnd, out start, out end))
            return false;
        Widen(text, ref start, ref end);
        return true;
    }

    private void Widen(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        if (Pattern.Lead is { } lead)
        {
            var floor = Math.Max(0, start - MaxLead);
            start = floor + text[floor..start].LastIndexOfAnyExcept(lead) + 1;
        }

        if (Pattern.Tail is { } tail)
        {
            var rest = text[end..];
            rest = rest[..Math.Min(rest.Length, Math.Min(Pattern.TailMax, MaxTail))];
            var more = rest.IndexOfAnyExcept(tail);
            end += more < 0 ? rest.Length : more;
        }
    }

    [SkipLocalsInit]
    private bool TrySearch(ReadOnlySpan<byte> text, int reportedEnd, out int start, out int end)
    {
        end = reportedEnd;
        // One byte of context on either side, for word and line boundaries.
        var from = Math.Max(0, end - Math.Min(Pattern.MaxWidth, MaxWindow) - 1);
        var window = text[from..Math.Min(text.Length, end + 1)];
        char[]? rented = null;
        var chars = window.Length <= StackWindow
            ? stackalloc char[StackWindow]
            : rented = ArrayPool<char>.Shared.Rent(window.Length);
        chars = chars[..window.Length];
        if (Ascii.ToUtf16(window, chars, out var plain) != OperationStatus.Done)
        {
            for (var i = plain; i < window.Length; i++)
                chars[i] = window[i] < 0x80 ? (char)window[i] : (char)(PatternWriter.HighByteBase + window[i]);
        }

        start = end - Pattern.MinWidth;
        var found = false;
        // Matches are listed without overlaps, so the one reported may be hidden behind an earlier one; that one is
        // real too, and then stands for it.
        foreach (var match in _regex.Value.EnumerateMatches(chars))
        {
            if (from + match.Index >= reportedEnd)
                break;
            (start, end, found) = (from + match.Index, from + match.Index + match.Length, true);
            if (end >= reportedEnd)
                break;
        }

        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        return found || !needsConfirmation;
    }
}
