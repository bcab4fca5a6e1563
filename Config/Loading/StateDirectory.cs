namespace Pipelock.Config.Loading;

/// <summary>Where this program keeps what it made itself: the local authority, keys, caches.</summary>
public static class StateDirectory
{
    /// <summary><c>.pipelock</c> below <c>PIPELOCK_HOME</c>, or below the user's home directory.</summary>
    /// <param name="environment">Environment variables by name.</param>
    public static string Resolve(IReadOnlyDictionary<string, string> environment)
    {
        var home = environment.TryGetValue("PIPELOCK_HOME", out var own) && own.Length > 0 ? own
            : environment.TryGetValue("HOME", out var user) && user.Length > 0 ? user
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(home, ".pipelock");
    }
}
