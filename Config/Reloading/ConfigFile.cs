using System.Security.Cryptography;

namespace Pipelock.Config.Reloading;

/// <summary>The configuration file as something that others write.</summary>
public static class ConfigFile
{
    /// <summary>Hash of a file without content, as the loader tells it.</summary>
    public static readonly string EmptyHash = Convert.ToHexStringLower(SHA256.HashData([]));

    private const int MostWaits = 20;

    /// <summary>
    /// Ends when the file was left alone for <see cref="ConfigWatcher.Settle"/>, after two seconds at most: one that
    /// was emptied to be written anew would be read as a configuration that sets nothing, and take protections away.
    /// </summary>
    /// <param name="path">The file; there is nothing to wait for when it is not there.</param>
    public static async Task SettledAsync(string path)
    {
        for (var i = 0; i < MostWaits && !IsSettled(path); i++)
            await Task.Delay(ConfigWatcher.Settle).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether the file was left alone for that long. Asked after reading, it tells that what was read is whole.
    /// </summary>
    /// <param name="path">The file; one that is not there is settled.</param>
    public static bool IsSettled(string path) => Age(path) >= ConfigWatcher.Settle;

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
