using System.Collections.Immutable;
using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>What binding a document to an options record gave.</summary>
/// <typeparam name="T">The options record.</typeparam>
/// <param name="Value">The options; keys with a problem keep their default, so that further checks can still
/// run.</param>
/// <param name="Problems">Everything that did not bind, in file order; empty when the options may be used.</param>
/// <param name="Locations">Which keys the file set, and where.</param>
/// <param name="InactiveKeys">Paths of the keys the file set that carry <see cref="InactiveAttribute"/>.</param>
public sealed record BoundConfig<T>(
    T Value,
    ImmutableArray<ConfigProblem> Problems,
    KeyLocations Locations,
    ImmutableArray<string> InactiveKeys)
{
    /// <summary>The options, or every problem at once.</summary>
    /// <exception cref="ConfigException">Something did not bind.</exception>
    public T ValueOrThrow() => Problems.IsEmpty ? Value : throw new ConfigException(Problems);
}
