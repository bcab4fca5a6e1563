namespace Pipelock.Scanners.Url;

/// <summary>One decoded piece of a URL.</summary>
/// <param name="Kind">Where it stood.</param>
/// <param name="Number">Which of its kind it is, from 0; a key and its value have the same number.</param>
/// <param name="Start">Offset of its first byte in <see cref="UrlFields"/>.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Content">What it consists of.</param>
/// <param name="Random">How many of its bytes look random, as a piece of something longer.</param>
internal readonly record struct UrlField(
    UrlFieldKind Kind, int Number, int Start, int Length, UrlFieldContent Content, int Random);
