using static System.Char;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Hexadecimal digits, either case.</summary>
internal static class HexDigits
{
    /// <summary>The value of a digit; -1 when the byte is none.</summary>
    internal static int Value(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    /// <summary>True for 0-9, A-F, a-f.</summary>
    internal static bool IsDigit(byte digit) => IsAsciiHexDigit((char)digit);

    /// <summary>The byte two digits stand for; negative when they are none.</summary>
    internal static int Pair(byte high, byte low)
    {
        int first = Value(high);
        int second = Value(low);
        return (first | second) < 0 ? -1 : (first << 4) | second;
    }
}
