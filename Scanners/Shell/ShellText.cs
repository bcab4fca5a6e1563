namespace Pipelock.Scanners.Shell;

/// <summary>What a shell would make of a command, as far as that can be told without running it.</summary>
/// <remarks>
/// <code>
/// using ShellText command = ShellText.Read(text);
/// while (command.MoveNext())
///     Look(command.Current);
/// </code>
/// Texts without anything a shell would change have no readings. Memory is pooled and bounded: the readings are at most
/// <see cref="MaxReadings"/>, together at most 16 times the text and 64 KiB long.
/// </remarks>
public ref struct ShellText
{
    /// <summary>The most readings of one text.</summary>
    public const int MaxReadings = 16;

    private readonly ShellReadings? _readings;
    private int _index = -1;

    private ShellText(ShellReadings? readings)
    {
        _readings = readings;

    }

    /// <summary>The current reading; valid until this is disposed.</summary>
    public readonly ReadOnlySpan<byte> Current => _readings!.Text(_index);

    /// <summary>Reads a text.</summary>
    /// <param name="text">A command line, or any text that may hold one; UTF-8.</param>
    public static ShellText Read(ReadOnlySpan<byte> text) =>
        ShellReadings.IsCandidate(text) ? new ShellText(ShellReadings.Rent(text)) : default;

    /// <summary>Goes to the next reading; each differs from the text and from those before.</summary>
    public bool MoveNext() => _readings is not null && ++_index < _readings.Count;

    /// <summary>Gives the memory back.</summary>
    public readonly void Dispose() => _readings?.Return();
}
