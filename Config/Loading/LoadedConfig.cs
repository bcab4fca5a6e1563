using System.Collections.Immutable;
using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Loading;

/// <summary>A configuration that passed every check, ready to be put into effect. Immutable.</summary>
/// <param name="Options">
/// What is in effect: defaults, the file, the environment and the command line, in this order.
/// </param>
/// <param name="Hash">SHA-256 of the file's bytes in lower-case hexadecimal; <c>defaults</c> without a file.</param>
/// <param name="Warnings">What is allowed but unwise, in file order.</param>
/// <param name="InactiveSections">
/// Keys of the sections (or single settings) that the operator put to use and this version does not act on yet.
/// </param>
public sealed record LoadedConfig(
    PipelockOptions Options,
    string Hash,
    ImmutableArray<ConfigProblem> Warnings,
    ImmutableArray<string> InactiveSections);
