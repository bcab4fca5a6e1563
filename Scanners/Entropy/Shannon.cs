namespace Pipelock.Scanners.Entropy;

/// <summary>Shannon entropy of a text over its bytes.</summary>
public static class Shannon
{
    private const int TableSize = 1024;

    // Entry n is n * log2(n); the sum of these over all byte values is all that the formula needs.
    private static readonly double[] s_weights = BuildWeights();

    /// <summary>Bits per byte: 0 for one repeated byte, at most 8, at most log2 of the length.</summary>
    /// <remarks>
    /// One pass, no allocation: H = log2 N - (sum of n log2 n) / N, the sum kept up to date byte by byte.
    /// </remarks>
    public static double BitsPerByte(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
            return 0;

        Span<int> counts = stackalloc int[256];
        double sum = 0;
        foreach (var b in text)
        {
            var count = counts[b]++;
            sum += Weight(count + 1) - Weight(count);
        }

        return Math.Max(0, Math.Log2(text.Length) - (sum / text.Length));
    }

    private static double Weight(int count) => count < TableSize ? s_weights[count] : count * Math.Log2(count);

    private static double[] BuildWeights()
    {
        var weights = new double[TableSize];
        for (var n = 2; n < TableSize; n++)
            weights[n] = n * Math.Log2(n);
        return weights;
    }
}
