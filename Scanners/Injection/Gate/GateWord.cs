using System.Text;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One word that the gate looks for.</summary>
internal sealed class GateWord
{
    private readonly bool _starts;
    private readonly bool _ends;

    /// <summary>A word as <see cref="WordClause"/> writes it.</summary>
    /// <param name="word">A space at an end says that no letter may stand there.</param>
    /// <param name="steps">What it fulfils.</param>
    public GateWord(string word, GateStep[] steps)
    {
        _starts = word[0] == ' ';
        _ends = word[^1] == ' ';
        Bytes = Encoding.UTF8.GetBytes(word.Trim());
        Steps = steps;
    }

    /// <summary>What is looked for.</summary>
    public byte[] Bytes { get; }

    /// <summary>What it fulfils; of one branch the last clause first.</summary>
    public GateStep[] Steps { get; }

    /// <summary>True when no letter stands where none may.</summary>
    public bool IsWhole(ReadOnlySpan<byte> text, int end)
    {
        int before = end - Bytes.Length - 1;
        return !(_starts && before >= 0 && char.IsAsciiLetter((char)text[before]))
            && !(_ends && end < text.Length && char.IsAsciiLetter((char)text[end]));
    }
}
