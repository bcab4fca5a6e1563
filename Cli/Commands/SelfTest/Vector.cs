namespace Pipelock.Cli.Commands.SelfTest;

/// <summary>How one vector came out.</summary>
/// <param name="Category">The category, as <c>--category</c> names it.</param>
/// <param name="Name">What was tried.</param>
/// <param name="Status"><c>pass</c>, <c>fail</c> or <c>skip</c>.</param>
/// <param name="Detail">What was found, or why it was not tried.</param>
internal sealed record Vector(string Category, string Name, string Status, string Detail);
