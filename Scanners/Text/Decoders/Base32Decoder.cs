using System.Buffers;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base32 (RFC 4648 §6), all upper or all lower case, padded or not.</summary>
internal readonly struct Base32Decoder : IRunDecoder
{
    private const int Quantum = 8;

    // A long run of one case and few digits is rarely base32 and never base32 glued to a prefix.
    private const int MaxGluedLength = 512;

    private static readonly SearchValues<byte> Upper = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"u8);
    private static readonly SearchValues<byte> Lower = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567"u8);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base32;

    /// <inheritdoc/>
    public static bool TryNext(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> run)
    {
        // The case of the first letter decides; a run that changes case is two.
        ReadOnlySpan<byte> upperRest = rest;
        ReadOnlySpan<byte> lowerRest = rest;
        bool upper = RunCutter.TryNext(ref upperRest, Upper, out run);
        bool lower = RunCutter.TryNext(ref lowerRest, Lower, out ReadOnlySpan<byte> lowerRun);
        if (lower && (!upper || lowerRest.Length > upperRest.Length))
        {
            run = lowerRun;
            rest = lowerRest;
            return true;
        }

        rest = upperRest;
        return upper;
    }

    /// <inheritdoc/>
    public static int Alignments(ReadOnlySpan<byte> run) => run.Length <= MaxGluedLength ? Quantum : 1;

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> run, int alignment, Span<byte> destination)
    {
        int written = 0;
        int bits = 0;
        uint value = 0;
        foreach (byte character in run[alignment..])
        {
            uint digit = (uint)(character < 'A' ? character - '2' + 26 : (character & 0x1F) - 1);
            value = (value << 5) | digit;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                destination[written++] = (byte)(value >> bits);
            }
        }

        return written;
    }
}
