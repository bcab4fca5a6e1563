namespace Pipelock.Scanners.Wallets;

/// <summary>A point of the curve of Ed25519 in extended coordinates (RFC 8032 §5.1.4).</summary>
internal readonly record struct Ed25519Point(FieldElement X, FieldElement Y, FieldElement Z, FieldElement T)
{
    // Twice the constant d of the curve (RFC 8032 §5.1).
    private static readonly FieldElement s_twiceD = Double(FieldElement.Parse(
        "37095705934669439343138083508754565189542113879843219016388785533085940283555"));

    private static readonly FieldElement s_baseX = FieldElement.Parse(
        "15112221349535400772501151409588531511454012693041857206046113283949847762202");

    private static readonly FieldElement s_baseY = FieldElement.Parse(
        "46316835694926478169428394003475163141307993866256225615783033603165251855960");

    /// <summary>The neutral point.</summary>
    private static Ed25519Point Neutral =>
        new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    private static Ed25519Point Base => new(s_baseX, s_baseY, FieldElement.One, s_baseX * s_baseY);

    /// <summary>The base point so many times.</summary>
    /// <param name="scalar">32 bytes, least first.</param>
    public static Ed25519Point TimesBase(ReadOnlySpan<byte> scalar)
    {
        Ed25519Point sum = Neutral, power = Base;
        for (var bit = 0; bit < 256; bit++)
        {
            if ((scalar[bit >> 3] >> (bit & 7) & 1) != 0)
                sum = Add(sum, power);
            power = Add(power, power);
        }

        return sum;
    }

    /// <summary>Whether this is the point whose second coordinate is so.</summary>
    public bool HasY(in FieldElement y) => FieldElement.AreEqual(y * Z, Y);

    // Complete: the same formulas double a point.
    private static Ed25519Point Add(in Ed25519Point p, in Ed25519Point q)
    {
        FieldElement a = (p.Y - p.X) * (q.Y - q.X), b = (p.Y + p.X) * (q.Y + q.X);
        FieldElement c = p.T * s_twiceD * q.T, d = Double(p.Z * q.Z);
        FieldElement e = b - a, f = d - c, g = d + c, h = b + a;
        return new Ed25519Point(e * f, g * h, f * g, e * h);
    }

    private static FieldElement Double(in FieldElement x) => x + x;
}
