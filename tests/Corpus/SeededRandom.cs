namespace Pipelock.Corpus.Tests;

/// <summary>Random characters that are the same in every run, on every machine.</summary>
public sealed class SeededRandom(string seed)
{
    private ulong _state = Hash(seed);

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Next(int bound)
    {
        // SplitMix64 (Steele, Lea, Flood 2014): the constants are the algorithm's.
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }

    /// <summary>So many characters of an alphabet.</summary>
    public string Text(string alphabet, int length) =>
        string.Create(length, (this, alphabet), static (span, state) =>
        {
            foreach (ref var c in span)
                c = state.alphabet[state.Item1.Next(state.alphabet.Length)];
        });

    // FNV-1a, 64 bits.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in text)
            hash = (hash ^ c) * 0x100000001B3;
        return hash;
    }
}
