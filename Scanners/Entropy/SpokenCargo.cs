namespace Pipelock.Scanners.Entropy;

/// <summary>
/// Host labels that say what they carry (<c>password-is-hunter2</c>), or that write it as the numbers of its letters.
/// </summary>
internal static class SpokenCargo
{
    /// <summary>Shorter parts with a digit are versions and numbers of machines.</summary>
    private const int LeastValue = 6;

    /// <summary>Fewer numbers are an address, a date, or a version.</summary>
    private const int LeastCodes = 6;

    private static readonly NameSet s_words =
        new("password", "passwd", "passwort", "passphrase", "secret", "apikey", "token", "pwd");

    /// <summary>Whether the labels in front of the registrable domain do so.</summary>
    public static bool IsIn(ReadOnlySpan<byte> front)
    {
        var isTold = false;
        var codes = 0;
        foreach (var range in front.SplitAny((byte)'.', (byte)'-'))
        {
            var part = front[range];
            if (isTold && IsValue(part))
                return true;
            isTold |= s_words.Contains(part);
            codes = IsCode(part) ? codes + 1 : 0;
            if (codes >= LeastCodes)
                return true;
        }

        return IsCodes(front);
    }

    private static bool IsValue(ReadOnlySpan<byte> part) =>
        part.Length >= LeastValue && part.ContainsAnyInRange((byte)'0', (byte)'9')
        && part.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    // Letters, digits and what stands between them, in decimal.
    private static bool IsCode(ReadOnlySpan<byte> part) =>
        part.Length is 2 or 3 && int.TryParse(part, out var code) && code is >= 32 and <= 126 && part[0] != '0';

    /// <summary>Digits alone, over several labels: numbers of three digits each that are all letters.</summary>
    private static bool IsCodes(ReadOnlySpan<byte> front)
    {
        const int Width = 3;
        const int LeastDigits = 24;
        if (front.Length < LeastDigits || front.ContainsAnyExceptInRange((byte)'.', (byte)'9'))
            return false;
        var isDecimal = true;
        var isOctal = true;
        foreach (var range in front.Split((byte)'.'))
        {
            var label = front[range];
            if (label.Length % Width != 0)
                return false;
            for (; !label.IsEmpty; label = label[Width..])
            {
                var value = ((label[0] - '0') * 100) + ((label[1] - '0') * 10) + (label[2] - '0');
                var octal = ((label[0] - '0') * 64) + ((label[1] - '0') * 8) + (label[2] - '0');
                isDecimal &= value is >= 32 and <= 126;
                isOctal &= octal is >= 32 and <= 126 && !label[..Width].ContainsAny((byte)'8', (byte)'9');
            }
        }

        return isDecimal || isOctal;
    }
}
