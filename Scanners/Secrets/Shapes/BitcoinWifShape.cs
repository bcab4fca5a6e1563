using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Bitcoin private keys in wallet import format.</summary>
internal static class BitcoinWifShape
{
    /// <summary>Judges 5, K or L whose left neighbour is no letter or digit.</summary>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, out int end)
    {
        var length = text[start] == '5' ? BitcoinWif.PlainLength : BitcoinWif.CompressedLength;
        end = start + length;
        if (end > text.Length || (end < text.Length && Base58.IsDigit(text[end])))
            return false;
        // The checksum costs a microsecond; a look at the alphabet first spares it most of the time.
        for (var i = start; i < end; i++)
        {
            if (!Base58.IsDigit(text[i]))
                return false;
        }

        return BitcoinWif.IsValid(text[start..end]);
    }
}
