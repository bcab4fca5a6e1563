namespace Pipelock.Scanners.Injection;

/// <summary>Which part of a window is judged in it; the rest serves as neighbourhood.</summary>
/// <param name="Before">Bytes at the start that the window before has judged.</param>
/// <param name="After">Bytes at the end that the next window will judge.</param>
internal readonly record struct WindowPart(int Before, int After);
