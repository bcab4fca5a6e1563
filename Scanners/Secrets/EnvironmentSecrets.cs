using System.Collections.Immutable;

namespace Pipelock.Scanners.Secrets;

/// <summary>Picks the values of a process environment that are secrets.</summary>
public static class EnvironmentSecrets
{
    /// <summary>The variables whose value is at least <paramref name="minLength"/> bytes and random enough.</summary>
    public static ImmutableArray<KnownSecret> Select(
        IEnumerable<KeyValuePair<string, string>> environment, int minLength = 16) =>
        [.. from pair in environment where pair.Value.Length >= minLength select
            new KnownSecret(pair.Key, System.Text.Encoding.UTF8.GetBytes(pair.Value), KnownSecretKind.Environment)];
}
