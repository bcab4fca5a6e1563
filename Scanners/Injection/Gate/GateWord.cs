using System.Text;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One word that the gate looks for.</summary>
internal sealed class GateWord
{
    private readonly GateStep[] _later;
    private readonly GateStep[] _first;

    /// <summary>A word as <see cref="WordClause"/> writes it.</summary>
    /// <param name="word">A space at an end says that no letter may stand there.</param>
    /// <param name="later">What it fulfils of clauses that others come before; of one branch the last first.</param>
    /// <param name="first">What it fulfils of clauses that branches begin with.</param>
    public GateWord(string word, GateStep[] later, GateStep[] first)
    {
        StartsWord = word[0] == ' ';
        EndsWord = word[^1] == ' ';
        Bytes = Encoding.UTF8.GetBytes(word.Trim());
        IsSign = IsSignAlone(word);
        _later = later;
        _first = first;
    }

    /// <summary>What is looked for.</summary>
    public byte[] Bytes { get; }

    /// <summary>No letter may stand before it.</summary>
    public bool StartsWord { get; }

    /// <summary>No letter may stand behind it.</summary>
    public bool EndsWord { get; }

    /// <summary>It is a single character that is neither letter nor digit.</summary>
    public bool IsSign { get; }

    /// <summary>What it fulfils of clauses that others come before; of one branch the last first.</summary>
    public ReadOnlySpan<GateStep> Later => _later;

    /// <summary>What it fulfils of clauses that branches begin with; a word is not its own successor.</summary>
    public ReadOnlySpan<GateStep> First => _first;

    /// <summary>True for a word of one character of ASCII that is neither letter nor digit.</summary>
    public static bool IsSignAlone(string word) =>
        word.Trim() is [var only] && char.IsAscii(only) && !char.IsAsciiLetterOrDigit(only);

    /// <summary>True when no letter stands where none may.</summary>
    public bool IsWhole(ReadOnlySpan<byte> text, int end)
    {
        int before = end - Bytes.Length - 1;
        return !(StartsWord && before >= 0 && char.IsAsciiLetter((char)text[before]))
            && !(EndsWord && end < text.Length && char.IsAsciiLetter((char)text[end]));
    }
}
