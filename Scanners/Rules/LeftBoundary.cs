namespace Pipelock.Scanners.Rules;

/// <summary>What may stand directly to the left of a match.</summary>
public enum LeftBoundary : byte
{
    /// <summary>Anything: the pattern's own literal is telling enough.</summary>
    None,

    /// <summary>
    /// Anything but a random-looking run (mixed letter case) that the match would continue, as inside base64 data.
    /// </summary>
    Run,

    /// <summary>No ASCII letter or digit, except the letter of an escape such as <c>\n</c> or <c>%3D</c>.</summary>
    Word,
}
