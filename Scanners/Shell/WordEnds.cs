using System.Buffers;

namespace Pipelock.Scanners.Shell;

/// <summary>The bytes at which a word of a command ends.</summary>
internal static class WordEnds
{
    /// <summary>Blanks and operators (POSIX.1-2024, Shell Command Language §2.3).</summary>
    internal static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n;|&<>()"u8);

    /// <summary>The same, and quotes.</summary>
    internal static readonly SearchValues<byte> AndQuotes = SearchValues.Create(" \t\r\n;|&<>()\"'"u8);
}
