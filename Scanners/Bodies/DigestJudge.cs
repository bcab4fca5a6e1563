using System.Buffers;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Bodies;

/// <summary>Tells whether what looks random among the values of a body can stand for text in another encoding, in
/// whatever order.</summary>
/// <remarks>
/// Digests cannot (<see cref="HexDecoder.IsDigest"/>). Neither can a few words in capitals, as of methods, levels and
/// states: of the base 32 of the shortest secret more letters stand together.
/// </remarks>
internal struct DigestJudge()
{
    private const int MaxCapitals = 16;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private static readonly SearchValues<byte> s_capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    private Words _words; // hashes of those that were counted
    private int _count;
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
        var hash = (ulong)word.Length;
        foreach (var letter in word)
            hash = (hash ^ letter) * Spread;
        if (((ReadOnlySpan<ulong>)_words)[.._count].Contains(hash))
            return;
        AreDigests = _count < Words.Length && (_capitals += word.Length) <= MaxCapitals;
        if (AreDigests)
            _words[_count++] = hash;
    }

    [InlineArray(Length)]
    private struct Words
    {
        public const int Length = 8;
        private ulong _element;
    }
}
