namespace Pipelock.Cli.Commands.Diff;

/// <summary>One line that a diff adds.</summary>
/// <param name="File">The file, as the diff names it, without its prefix.</param>
/// <param name="Number">The line's number in the file after the change, from 1.</param>
/// <param name="Text">The line, without its end.</param>
internal readonly record struct AddedLine(string File, int Number, string Text)
{
    /// <summary>Whether <paramref name="next"/> stands directly below.</summary>
    public bool IsFollowedBy(AddedLine next) => next.Number == Number + 1 && next.File == File;
}
