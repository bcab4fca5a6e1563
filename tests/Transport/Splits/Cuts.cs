namespace Pipelock.Transport.Tests.Splits;

/// <summary>The ways to cut a text into pieces.</summary>
internal static class Cuts
{
    private const int Samples = 300;

    /// <summary>All ways for two and three pieces; for more, as many as tests can take, always the same ones.</summary>
    public static IEnumerable<string[]> Of(string text, int pieces)
    {
        if (pieces == 2) return Enumerable.Range(1, text.Length - 1).Select(at => Cut(text, at));
        if (pieces == 3)
        {
            return from first in Enumerable.Range(1, text.Length - 2)
                   from second in Enumerable.Range(first + 1, text.Length - first - 1)
                   select Cut(text, first, second);
        }

        var random = new Random(pieces);
        return Enumerable.Range(0, Samples).Select(_ =>
        {
            var places = Enumerable.Range(1, text.Length - 1).ToArray();
            random.Shuffle(places);
            return Cut(text, [.. places.Take(pieces - 1).Order()]);
        });
    }

    private static string[] Cut(string text, params int[] places)
    {
        int[] borders = [0, .. places, text.Length];
        return [.. borders.Zip(borders.Skip(1), (from, to) => text[from..to])];
    }
}
