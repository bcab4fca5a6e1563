using System.Buffers;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;
using static System.Char;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Hexadecimal digits, either case.</summary>
internal static class HexDigits
{
    private const int Values = 256;

    private const int Near = 8;

    private static readonly SearchValues<byte> s_digitsAndDashes = SearchValues.Create("0123456789abcdefABCDEF-"u8);

    private static readonly sbyte[] s_table = MakeTable();

    /// <summary>All digits.</summary>
    internal static RunAlphabet All { get; } = new("0123456789abcdefABCDEF"u8);

    /// <summary>All digits, and the dash.</summary>
    internal static RunAlphabet AllAndDashes { get; } = new("0123456789abcdefABCDEF-"u8);

    /// <summary>The value of a digit; -1 when the byte is none.</summary>
    internal static int Value(byte digit) => s_table[digit];

    /// <summary>True for 0-9, A-F, a-f.</summary>
    internal static bool IsDigit(byte digit) => IsAsciiHexDigit((char)digit);

    /// <summary>The byte two digits stand for; negative when they are none.</summary>
    internal static int Pair(byte high, byte low)
    {
        var first = Value(high);
        var second = Value(low);
        return (first | second) < 0 ? -1 : (first << 4) | second;
    }

    /// <summary>True when a text has nothing but digits, and dashes between them, as digests and UUIDs do.</summary>
    internal static bool AreAll(ReadOnlySpan<byte> text)
    {
        // Most texts that are none have a letter close to their start.
        var near = Math.Min(text.Length, Near);
        for (var i = 0; i < near; i++)
        {
            if (text[i] != '-' && s_table[text[i]] < 0)
            {
                return false;
            }
        }

        return !text[near..].ContainsAnyExcept(s_digitsAndDashes);
    }

    /// <summary>The same of a run that stands in a text.</summary>
    internal static bool AreAll(in EncodedRun run) =>
        run.Length is > 0 and <= CharacterClasses.BlockLength && run.Text.Length >= CharacterClasses.BlockLength
            ? AllAndDashes.Mask(run.Text) << (CharacterClasses.BlockLength - run.Length)
                == ulong.MaxValue << (CharacterClasses.BlockLength - run.Length)
            : AreAll(run.Bytes);

    private static sbyte[] MakeTable()
    {
        var table = new sbyte[Values];
        Array.Fill(table, (sbyte)-1);
        for (var i = 0; i < Values; i++)
        {
            if (IsAsciiHexDigit((char)i))
            {
                table[i] = (sbyte)Convert.ToInt32(((char)i).ToString(), 16);
            }
        }

        return table;
    }
}
