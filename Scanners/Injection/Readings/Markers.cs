namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Control characters by which the plain form of a structured text says what it left out.</summary>
/// <remarks>Taken out of every text before they are put in, so that no sender can write them.</remarks>
internal static class Markers
{
    /// <summary>What follows is not shown to people: a comment, a hidden element, an attribute.</summary>
    internal const byte HiddenStart = 1;

    /// <summary>Ends what <see cref="HiddenStart"/> began.</summary>
    internal const byte HiddenEnd = 2;

    /// <summary>What follows is shown as code or as a quotation.</summary>
    internal const byte CodeStart = 3;

    /// <summary>Ends what <see cref="CodeStart"/> began.</summary>
    internal const byte CodeEnd = 4;

    /// <summary>True when a text has one of these characters.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange(HiddenStart, CodeEnd) >= 0;

    /// <summary>Replaces them by spaces.</summary>
    internal static void Clear(Span<byte> text)
    {
        while (text.IndexOfAnyInRange(HiddenStart, CodeEnd) is var at and >= 0)
        {
            text[at] = (byte)' ';
            text = text[(at + 1)..];
        }
    }
}
