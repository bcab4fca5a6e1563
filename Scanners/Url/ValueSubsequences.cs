namespace Pipelock.Scanners.Url;

/// <summary>
/// Finds a secret cut into two to four pieces of path and query with others between them: every ordered selection of
/// the first twenty pieces is put together and matched.
/// </summary>
/// <remarks>
/// At most 6,175 selections, matched in batches. Called only for URLs in which something looks random, and left out
/// where no selection has the bytes that every format needs.
/// </remarks>
internal sealed class ValueSubsequences
{
    private const int MaxCandidates = 20;
    private const int MaxSegments = 6;
    private const int MaxPieces = 4;

    /// <summary>The shortest secret of the rules that count here.</summary>
    private const int MinSecret = 16;

    /// <summary>A value longer than this was looked at by itself; it is not one of many small pieces.</summary>
    private const int MaxPiece = 128;

    private const int BatchSize = 16 * 1024;

    private readonly GluedMatcher _matcher;

    /// <summary>Matches with one matcher.</summary>
    public ValueSubsequences(GluedMatcher matcher) => _matcher = matcher;

    /// <summary>Looks through the pieces of one URL.</summary>
    /// <param name="fields">The URL's pieces.</param>
    /// <param name="buffer">Scratch memory.</param>
    public Findings Scan(UrlFields fields, GatherBuffer buffer)
    {
        Span<UrlField> candidates = stackalloc UrlField[MaxCandidates];
        var segments = Math.Max(0, fields.SegmentCount - MaxSegments);
        var count = 0;
        for (var i = 0; i < fields.Count && count < MaxCandidates; i++)
        {
            var field = fields[i];
            var isPiece = field.Kind == UrlFieldKind.QueryValue
                || (field.Kind == UrlFieldKind.PathSegment && field.Number >= segments);
            if (isPiece && field.Length <= MaxPiece)
                candidates[count++] = field;
        }

        return count < 3 || !MayMatch(fields, candidates[..count])
            ? Findings.None : Select(fields, candidates[..count], buffer);
    }

    private bool MayMatch(UrlFields fields, ReadOnlySpan<UrlField> candidates)
    {
        Span<Range> pieces = stackalloc Range[MaxCandidates];
        for (var i = 0; i < candidates.Length; i++)
            pieces[i] = candidates[i].Start..(candidates[i].Start + candidates[i].Length);
        return _matcher.MayMatch(fields.AllText, pieces[..candidates.Length]);
    }

    private Findings Select(UrlFields fields, ReadOnlySpan<UrlField> candidates, GatherBuffer buffer)
    {
        buffer.Clear();
        Span<int> chosen = stackalloc int[MaxPieces];
        for (var size = 2; size <= MaxPieces && size < candidates.Length; size++)
        {
            for (var i = 0; i < size; i++)
                chosen[i] = i;

            do
            {
                Append(fields, candidates, chosen[..size], buffer);
                if (buffer.Length < BatchSize)
                    continue;

                var found = _matcher.Match(buffer.Text, ScanLayer.Dlp, "query values");
                if (!found.IsClean)
                    return found;
                buffer.Clear();
            }
            while (Advance(chosen[..size], candidates.Length));
        }

        return _matcher.Match(buffer.Text, ScanLayer.Dlp, "query values");
    }

    // The next selection in lexicographic order; the pieces keep their order within each.
    private static bool Advance(Span<int> chosen, int count)
    {
        for (var i = chosen.Length - 1; i >= 0; i--)
        {
            if (chosen[i] >= count - chosen.Length + i)
                continue;

            chosen[i]++;
            for (var j = i + 1; j < chosen.Length; j++)
                chosen[j] = chosen[j - 1] + 1;
            return true;
        }

        return false;
    }

    private static void Append(
        UrlFields fields, ReadOnlySpan<UrlField> candidates, ReadOnlySpan<int> chosen, GatherBuffer buffer)
    {
        var length = 0;
        var randomBytes = 0;
        foreach (var index in chosen)
        {
            length += candidates[index].Length;
            randomBytes += candidates[index].Random;
        }

        if (length < MinSecret || randomBytes < UrlSecrets.MinRandom)
            return;

        foreach (var index in chosen)
            buffer.Add(fields.Text(candidates[index]));
        buffer.Add((byte)'\n');
    }
}
