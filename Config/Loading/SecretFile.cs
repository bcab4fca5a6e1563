using System.Text;
using Pipelock.Config.Validation;

namespace Pipelock.Config.Loading;

/// <summary>A small file that holds one credential.</summary>
internal static class SecretFile
{
    /// <summary>Far more than any token or password, far less than a file named by mistake.</summary>
    private const int MaxBytes = 16 * 1024;

    /// <summary>The file's text; empty, with the problem in <paramref name="sink"/>, when it cannot be used.</summary>
    public static string Read(string key, string path, ValidationSink sink)
    {
        if (!sink.Private(key, path, FileChecks.SecretForbidden))
            return "";
        try
        {
            using var stream = File.OpenRead(path);
            var buffer = new byte[MaxBytes + 1];
            var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (read > MaxBytes)
            {
                sink.Error(key, $"names a file larger than {MaxBytes / 1024} KiB");
                return "";
            }

            var text = Encoding.UTF8.GetString(buffer, 0, read);
            sink.Require(!string.IsNullOrWhiteSpace(text), key, "names a file that is empty");
            return text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            sink.Error(key, "names a file that cannot be read; check its permissions");
            return "";
        }
    }
}
