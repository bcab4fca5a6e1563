using System.Text;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Tests.Injection.Gate;

/// <summary>Writes texts in plain form that a pattern matches, if the borders it asks for happen to be there.</summary>
internal sealed class MatchWriter(int seed)
{
    private const int FirstOther = 0x80;
    private const int LastOther = 0xD7FF; // Behind it are halves of characters.
    private const int MostTries = 100;

    private readonly Random _random = new(seed);
    private readonly List<byte> _text = [];

    /// <summary>One text, with a few bytes around it.</summary>
    public byte[] Write(PatternNode pattern)
    {
        _text.Clear();
        _text.AddRange(_random.Next(3) switch { 0 => ""u8, 1 => "well. "u8, _ => "\n"u8 });
        Add(pattern);
        _text.AddRange(_random.Next(2) == 0 ? ""u8 : " and so on"u8);
        return [.. _text];
    }

    private void Add(PatternNode node)
    {
        switch (node)
        {
            case ClassNode { Set: var set }:
                Add(set);
                break;
            case AlternationNode { Choices: var choices }:
                Add(choices[_random.Next(choices.Length)]);
                break;
            case SequenceNode { Parts: var parts }:
                foreach (var part in parts)
                    Add(part);
                break;
            case RepeatNode repeat:
                for (var left = Times(repeat); left > 0; left--)
                    Add(repeat.Part);
                break;
        }
    }

    // As seldom, as often, or anything between.
    private int Times(RepeatNode repeat)
    {
        var most = repeat.Max < 0 ? repeat.Min + 20 : repeat.Max;
        return _random.Next(3) switch
        {
            0 => repeat.Min,
            1 => most,
            _ => _random.Next(repeat.Min, most + 1),
        };
    }

    private void Add(RuneSet set)
    {
        var rune = Pick(set);
        for (var tries = 0; !IsPlain(rune) && tries < MostTries; tries++)
            rune = Pick(set);
        if (rune >= FirstOther && set.HasAllNonAscii)
            _text.Add((byte)_random.Next(FirstOther, byte.MaxValue + 1)); // Phrases are matched byte by byte.
        else
            _text.AddRange(Encoding.UTF8.GetBytes(((Rune)rune).ToString()));
    }

    private int Pick(RuneSet set)
    {
        (var first, var last) = set.Ranges[_random.Next(set.Ranges.Length)];
        return _random.Next(first, Math.Min(last, LastOther) + 1);
    }

    // The plain form of a text has neither capitals nor control characters besides line feeds and marks.
    private static bool IsPlain(int rune) =>
        rune is '\n' or >= Markers.HiddenStart and <= Markers.CodeEnd
            or >= ' ' and not (>= 'A' and <= 'Z') and not 0x7F;
}
