#pragma warning disable CS9113, CA1822
namespace Pipelock.Scanners.Shell;

/// <summary>What a shell would make of a command, as far as that can be told without running it.</summary>
/// <remarks>
/// Begin with <see cref="Read"/>, then go through the readings with <see cref="MoveNext"/>; dispose it afterwards. The
/// memory is pooled, and bounded: together the readings are at most 16 times the command and 64 KiB long.
/// </remarks>
public ref struct ShellText
{
    /// <summary>Begins to read a command.</summary>
    /// <param name="command">The command line, or any text that may hold one.</param>
    public static ShellText Read(ReadOnlySpan<byte> command) => new();

    /// <summary>The current reading; valid until the next move.</summary>
    public readonly ReadOnlySpan<byte> Current => [];

    /// <summary>Goes to the next reading that differs from those before; the command itself is not among them.</summary>
    public bool MoveNext() => false;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
    }
}
