namespace Pipelock.Scanners.Injection;

/// <summary>One rule seen at one place of a text in its plain form.</summary>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Start">Where the phrase begins.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Sentence">Where the sentence begins that it ends in.</param>
internal readonly record struct Hit(int Rule, int Start, int End, int Sentence);
