using System.Buffers;
using System.Buffers.Text;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Base64 of <c>user:password</c> (RFC 7617 §2), as the files of container tools keep it.</summary>
internal static class BasicCredentials
{
    private const int MaxEncoded = 1024;

    /// <summary>Whether the run of base64 in which the match ends holds credentials.</summary>
    public static bool IsReal(ReadOnlySpan<byte> text, int start, int end)
    {
        var from = end;
        while (from > start && AsciiSets.Base64.Contains(text[from - 1]))
            from--;
        var run = text[from..Math.Min(text.Length, from + MaxEncoded)];
        var length = run.IndexOfAnyExcept(AsciiSets.Base64);
        run = length < 0 ? run : run[..length];
        Span<byte> decoded = stackalloc byte[MaxEncoded];
        // Padding is left out: the decoder of the URL alphabet does without, and tells nothing of the other one's two.
        if (run.ContainsAny((byte)'+', (byte)'/')
            || Base64Url.DecodeFromUtf8(run, decoded, out _, out var count) != OperationStatus.Done)
        {
            return false;
        }

        decoded = decoded[..count];
        var colon = decoded.IndexOf((byte)':');
        return colon > 0 && !decoded.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            && !Placeholder.Is(decoded[(colon + 1)..]) && !UrlPassword.IsGeneric(decoded[(colon + 1)..]);
    }
}
