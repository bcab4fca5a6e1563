using System.Collections.Immutable;

namespace Pipelock.Scanners.Text;

/// <summary>The steps from a text as sent to a view of it, outermost first; at most <see cref="MaxLength"/>.</summary>
/// <param name="Packed">Five bits per step, the first step lowest.</param>
internal readonly record struct DecodingChain(ulong Packed)
{
    /// <summary>The most steps a chain can hold.</summary>
    internal const int MaxLength = 12;

    private const int BitsPerStep = 5;
    private const int BitsPerCount = 3;
    private const ulong StepMask = (1 << BitsPerStep) - 1;

    /// <summary>This chain and one more step behind it.</summary>
    internal DecodingChain Then(Decoding step)
    {
        var used = (64 - System.Numerics.BitOperations.LeadingZeroCount(Packed) + BitsPerStep - 1) / BitsPerStep;
        return used >= MaxLength ? this : new DecodingChain(Packed | ((ulong)step << (used * BitsPerStep)));
    }

    /// <summary>True when the text could not be read before: it was packed, not merely written otherwise.</summary>
    internal bool IsPacked
    {
        get
        {
            for (var rest = Packed; rest != 0; rest >>= BitsPerStep)
            {
                if ((Decoding)(rest & StepMask) is not (Decoding.Percent or Decoding.Entity or Decoding.Escape
                    or Decoding.QuotedPrintable or Decoding.Unicode or Decoding.Lines))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>True when both have the same steps, in whichever order.</summary>
    internal bool HasStepsOf(DecodingChain other) => Packed == other.Packed || Counts == other.Counts;

    // How often each step was taken: three bits per kind, for chains of at most seven of a kind.
    private ulong Counts
    {
        get
        {
            ulong counts = 0;
            for (var rest = Packed; rest != 0; rest >>= BitsPerStep)
            {
                counts += 1UL << (int)(rest & StepMask) * BitsPerCount;
            }

            return counts;
        }
    }

    /// <summary>The names of the steps as findings carry them.</summary>
    internal ImmutableArray<string> ToLabels()
    {
        if (Packed == 0)
        {
            return [];
        }

        var labels = ImmutableArray.CreateBuilder<string>();
        for (var rest = Packed; rest != 0; rest >>= BitsPerStep)
        {
            labels.Add(Label((Decoding)(rest & StepMask)));
        }

        return labels.ToImmutable();
    }

    private static string Label(Decoding step) => step switch
    {
        Decoding.Percent => "url",
        Decoding.Entity => "html",
        Decoding.Escape => "escape",
        Decoding.QuotedPrintable => "quoted-printable",
        Decoding.Base64 => "base64",
        Decoding.Base32 => "base32",
        Decoding.Hex => "hex",
        Decoding.Unicode => "unicode",
        Decoding.Lines => "lines",
        Decoding.Split => "split",
        Decoding.Compression => "compression",
        Decoding.Fields => "fields",
        Decoding.Shell => "shell",
        Decoding.Codes => "codes",
        Decoding.Mirrored => "mirrored",
        Decoding.Base85 => "base85",
        Decoding.Uu => "uuencode",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Not a decoding step."),
    };
}
