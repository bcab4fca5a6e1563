namespace Pipelock.Config.Binding;

/// <summary>Finds the name that a mistyped one was meant to be.</summary>
public static class NearMiss
{
    private const int LongestName = 64;

    /// <summary>The candidate nearest to <paramref name="name"/>; null when none is near enough to be meant.</summary>
    /// <remarks>Near is: the same but for case and separators (<c>maxUrlLength</c>), or one mistake in a name of up
    /// to four characters, two in a longer one; inserting, leaving out, changing one character or swapping two
    /// neighbours is one mistake (Damerau-Levenshtein, restricted).</remarks>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        if (name.Length is < 2 or > LongestName)
            return null;
        var allowed = name.Length <= 4 ? 1 : 2;
        var (best, bestDistance) = ((string?)null, allowed + 1);
        foreach (var candidate in candidates)
        {
            var distance = IsSameButForCase(name, candidate) ? 0 : Distance(name, candidate);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>How many mistakes lie between two names of at most 64 characters.</summary>
    internal static int Distance(string left, string right)
    {
        if (right.Length > LongestName || Math.Abs(left.Length - right.Length) > 2)
            return int.MaxValue;
        var width = right.Length + 1;
        Span<int> beforePrevious = stackalloc int[LongestName + 1];
        Span<int> previous = stackalloc int[LongestName + 1];
        Span<int> current = stackalloc int[LongestName + 1];
        for (var j = 0; j < width; j++)
            previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j < width; j++)
            {
                var changed = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(changed, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            previous.CopyTo(beforePrevious);
            current.CopyTo(previous);
        }

        return previous[right.Length];
    }

    private static bool IsSameButForCase(string left, string right)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            while (i < left.Length && left[i] is '_' or '-')
                i++;
            while (j < right.Length && right[j] is '_' or '-')
                j++;
            if (i == left.Length || j == right.Length)
                return i == left.Length && j == right.Length;
            if (char.ToLowerInvariant(left[i++]) != char.ToLowerInvariant(right[j++]))
                return false;
        }
    }
}
