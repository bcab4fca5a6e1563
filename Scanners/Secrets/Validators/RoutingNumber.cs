namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>US bank routing numbers (ABA key to routing numbers).</summary>
internal static class RoutingNumber
{
    /// <summary>Nine digits, a prefix in use, and the weighted check digit.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 9 || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var prefix = ((text[0] - '0') * 10) + (text[1] - '0');
        if (prefix is not (<= 12 or (>= 21 and <= 32) or (>= 61 and <= 72) or 80))
            return false;
        ReadOnlySpan<byte> weights = [3, 7, 1];
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
            sum += (text[i] - '0') * weights[i % 3];
        return sum % 10 == 0;
    }
}
