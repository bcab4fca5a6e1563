using System.Text;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One word that the gate looks for.</summary>
internal sealed class GateWord
{
    private readonly StepKey[] _keys;
    private readonly GateStep[] _steps;
    private readonly ushort[] _later;
    private readonly ushort[] _first;
    private readonly GateStep[] _alone;

    /// <summary>A word as <see cref="WordClause"/> writes it.</summary>
    /// <param name="word">A space at an end says that no letter may stand there.</param>
    /// <param name="later">What it fulfils of clauses that others come before; of one branch the last first.</param>
    /// <param name="first">What it fulfils of clauses that branches begin with.</param>
    /// <param name="steps">The clauses of all branches, which these are numbers of.</param>
    public GateWord(string word, ushort[] later, ushort[] first, GateStep[] steps)
    {
        StartsWord = word[0] == ' ';
        EndsWord = word[^1] == ' ';
        Bytes = Encoding.UTF8.GetBytes(word.Trim());
        IsSign = IsSignAlone(word);
        _steps = steps;
        _later = later;
        _keys = later.Length == 0 ? [] : new StepKey[later.Length];
        for (var i = 0; i < later.Length; i++)
        {
            ref readonly var step = ref steps[later[i]];
            _keys[i] = new StepKey(checked((ushort)step.Previous), checked((ushort)step.Gap));
        }

        _first = first;
        _alone = [];
        foreach (var number in first)
        {
            ref readonly var step = ref steps[number];
            SignReach = Math.Max(SignReach, step.SignReach);
            if (step.IsLast)
                _alone = [.. _alone, step];
        }
    }

    /// <summary>What is looked for.</summary>
    public byte[] Bytes { get; }

    /// <summary>No letter may stand before it.</summary>
    public bool StartsWord { get; }

    /// <summary>No letter may stand behind it.</summary>
    public bool EndsWord { get; }

    /// <summary>It is a single character that is neither letter nor digit.</summary>
    public bool IsSign { get; }

    /// <summary>For each clause that it fulfils behind another when it is near enough; of one branch the last
    /// first.</summary>
    public ReadOnlySpan<StepKey> Keys => _keys;

    /// <summary>What one of these stands for.</summary>
    public ref readonly GateStep Later(int key) => ref _steps[_later[key]];

    /// <summary>The clauses that it fulfils of those that branches begin with; it is not its own successor.</summary>
    public ReadOnlySpan<ushort> First => _first;

    /// <summary>Those of them that no other follows.</summary>
    public ReadOnlySpan<GateStep> Alone => _alone;

    /// <summary>So near behind it a single sign fulfils the second clause of a branch; 0 where none does.</summary>
    public int SignReach { get; }

    /// <summary>True for a word of one character of ASCII that is neither letter nor digit.</summary>
    public static bool IsSignAlone(string word) => word.AsSpan().Trim() is [var only] && char.IsAscii(only)
        && !char.IsAsciiLetterOrDigit(only);

    /// <summary>True when no letter stands where none may.</summary>
    public bool IsWhole(ReadOnlySpan<byte> text, int end)
    {
        var before = end - Bytes.Length - 1;
        return !(StartsWord && before >= 0 && char.IsAsciiLetter((char)text[before]))
            && !(EndsWord && end < text.Length && char.IsAsciiLetter((char)text[end]));
    }
}
