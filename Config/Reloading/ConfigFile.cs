namespace Pipelock.Config.Reloading;

/// <summary>The configuration file as something that others write.</summary>
public static class ConfigFile
{
    private const int MostWaits = 20;

    /// <summary>
    /// Ends when the file was left alone for <see cref="ConfigWatcher.Settle"/>, after two seconds at most: one that
    /// was emptied to be written anew would be read as a configuration that sets nothing, and take protections away.
    /// </summary>
    /// <param name="path">The file; there is nothing to wait for when it is not there.</param>
    public static async Task SettledAsync(string path)
    {
        for (var i = 0; i < MostWaits && Age(path) < ConfigWatcher.Settle; i++)
            await Task.Delay(ConfigWatcher.Settle).ConfigureAwait(false);
    }

    /// <summary>Time since the last write; very long where that cannot be told, or is in the future.</summary>
    private static TimeSpan Age(string path)
    {
        try
        {
            var age = TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(path);
            return age < TimeSpan.Zero ? TimeSpan.MaxValue : age;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return TimeSpan.MaxValue;
        }
    }
}
