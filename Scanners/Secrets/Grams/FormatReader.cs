using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Secrets.Grams;

/// <summary>Reads formats in all ways in which they can be matched. Not thread-safe.</summary>
internal sealed class FormatReader
{
    /// <summary>A part that makes more of them is read as anything.</summary>
    private const int MaxReadings = 64;

    /// <summary>More copies of one part than this tell nothing more.</summary>
    private const int MaxCopies = 8;

    /// <summary>A part that may stand so many times more or less is read for each of them.</summary>
    private const int MaxChoice = 4;

    // Most characters of formats are of a few sets.
    private readonly Dictionary<RuneSet, ByteChoice> _choices = new(ReferenceEqualityComparer.Instance);

    /// <summary>The ways to read a format to its end.</summary>
    public IReadOnlyList<FormatReading> Read(PatternNode format) => Read(format, [FormatReading.Start]);

    private List<FormatReading> Read(PatternNode node, List<FormatReading> readings)
    {
        var after = node switch
        {
            ClassNode { Set: { IsAscii: true } set } => Append(Choice(set), readings),
            AssertionNode => readings,
            AlternationNode alternation => ReadChoices(alternation, readings),
            SequenceNode sequence => ReadSequence(sequence, readings),
            RepeatNode repeat => ReadRepeat(repeat, readings),
            _ => AppendAnything(readings),
        };
        return after.Count <= MaxReadings ? after : AppendAnything(readings);
    }

    private List<FormatReading> ReadSequence(SequenceNode sequence, List<FormatReading> readings)
    {
        foreach (var part in sequence.Parts)
            readings = Read(part, readings);
        return readings;
    }

    private List<FormatReading> ReadChoices(AlternationNode alternation, List<FormatReading> readings)
    {
        var after = new List<FormatReading>();
        foreach (var choice in alternation.Choices)
            AddNew(Read(choice, readings), after);
        return after;
    }

    private List<FormatReading> ReadRepeat(RepeatNode repeat, List<FormatReading> readings)
    {
        var copies = Math.Min(repeat.Min, MaxCopies);
        readings = ReadCopies(repeat.Part, copies, readings);
        if (repeat.Max < 0 || repeat.Max - repeat.Min > MaxChoice || repeat.Max > MaxCopies)
        {
            // Behind those that may be there as many surely are as in front of them.
            return ReadCopies(repeat.Part, copies, AppendAnything(readings));
        }

        var after = new List<FormatReading>(readings);
        for (var count = repeat.Min; count < repeat.Max; count++)
        {
            readings = Read(repeat.Part, readings);
            AddNew(readings, after);
        }

        return after;
    }

    private List<FormatReading> ReadCopies(PatternNode part, int count, List<FormatReading> readings)
    {
        for (var i = 0; i < count; i++)
            readings = Read(part, readings);
        return readings;
    }

    private ByteChoice Choice(RuneSet set)
    {
        if (!_choices.TryGetValue(set, out var choice))
            _choices.Add(set, choice = ByteChoice.Of(set));
        return choice;
    }

    private static List<FormatReading> Append(ByteChoice next, List<FormatReading> readings)
    {
        var after = new List<FormatReading>(readings.Count);
        foreach (var reading in readings)
            AddNew(reading.Then(next), after);
        return after;
    }

    private static List<FormatReading> AppendAnything(List<FormatReading> readings)
    {
        var after = new List<FormatReading>(readings.Count);
        foreach (var reading in readings)
            AddNew(reading.ThenAnything(), after);
        return after;
    }

    private static void AddNew(List<FormatReading> readings, List<FormatReading> known)
    {
        foreach (var reading in readings)
            AddNew(reading, known);
    }

    // Most readings of a format have the same mark at its start, and differ no more soon after they parted.
    private static void AddNew(FormatReading reading, List<FormatReading> known)
    {
        foreach (var other in known)
        {
            if (reading.IsLike(other))
                return;
        }

        known.Add(reading);
    }
}
