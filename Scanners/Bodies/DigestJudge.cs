using System.Buffers;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Bodies;

/// <summary>Tells whether what looks random among the values of a body can stand for text in another encoding, in
/// whatever order.</summary>
/// <remarks>
/// Digests cannot (<see cref="HexDecoder.IsDigest"/>). Neither can a few words in capitals, as of methods, levels and
/// states: the shortest secret takes more base 32.
/// </remarks>
internal struct DigestJudge()
{
    private const int MaxCapitals = 24;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private static readonly SearchValues<byte> s_capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    private ulong _words; // a bit for each one seen, of which two may share one
    private int _capitals;

    /// <summary>False once something may stand for text.</summary>
    public bool AreDigests { get; private set; } = true;

    /// <summary>Takes a value or a name that looks random.</summary>
    public void Add(in EncodedRun value)
    {
        if (!AreDigests)
            return;
        if (value.Length <= MaxCapitals && !value.Bytes.ContainsAnyExcept(s_capitals))
            AddCapitals(value.Bytes);
        else
            AreDigests = HexDecoder.IsDigest(value);
    }

    private void AddCapitals(ReadOnlySpan<byte> word)
    {
        ulong hash = (ulong)word.Length;
        foreach (byte letter in word)
            hash = (hash ^ letter) * Spread;
        ulong bit = 1UL << (int)(hash >> 58);
        _capitals += (_words & bit) == 0 ? word.Length : 0;
        _words |= bit;
        AreDigests = _capitals <= MaxCapitals;
    }
}
