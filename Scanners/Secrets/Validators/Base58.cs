namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>The alphabet of Bitcoin addresses and keys: no 0, O, I or l.</summary>
internal static class Base58
{
    private const byte None = 0xFF;
    private static readonly byte[] s_values = Index();

    /// <summary>Whether <paramref name="b"/> is a digit of the alphabet.</summary>
    public static bool IsDigit(byte b) => s_values[b] != None;

    /// <summary>
    /// Decodes big-endian into exactly <paramref name="target"/>; false when it does not fit or is no base 58.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> target)
    {
        target.Clear();
        foreach (var b in text)
        {
            int carry = s_values[b];
            if (carry == None)
                return false;
            for (var i = target.Length - 1; i >= 0; i--)
            {
                carry += target[i] * 58;
                target[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0)
                return false;
        }

        return true;
    }

    private static byte[] Index()
    {
        var values = new byte[256];
        Array.Fill(values, None);
        var alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"u8;
        for (var i = 0; i < alphabet.Length; i++)
            values[alphabet[i]] = (byte)i;
        return values;
    }
}
