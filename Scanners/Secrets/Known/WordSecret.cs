using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Secrets.Known;

/// <summary>Tells known secrets that look like any text: gates that ask for something random miss them.</summary>
internal static class WordSecret
{
    /// <summary>True when it is made of words and numbers, and so may be each piece of it.</summary>
    public static bool Is(ReadOnlySpan<byte> secret) =>
        KnownIdentifiers.MatchUuid(secret) == 0 && PlainText.IsPlain(secret, secret.Length);

    /// <summary>True when it is, read backwards or with shifted letters.</summary>
    public static bool IsMirrored(ReadOnlySpan<byte> secret)
    {
        var mirrored = new byte[secret.Length];
        MirroredRuns.Shift(secret, mirrored);
        var reversed = secret.ToArray();
        Array.Reverse(reversed);
        return PlainText.IsPlain(mirrored, mirrored.Length) || PlainText.IsPlain(reversed, reversed.Length);
    }
}
