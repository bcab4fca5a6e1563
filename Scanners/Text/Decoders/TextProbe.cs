using System.Text.Unicode;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>What the decoders of runs ask before they decode one: which digits can stand for text, and whether a long
/// run begins with it.</summary>
internal static class TextProbe
{
    private const int MaxProbe = 64;
    private const int MaxCut = 3; // bytes of a character that the end of the probe cuts off

    /// <summary>The digits whose values have a property.</summary>
    internal static RunAlphabet Digits(ReadOnlySpan<byte> digits, Func<byte, int> value, Predicate<int> belongs)
    {
        var members = new List<byte>();
        foreach (var digit in digits)
        {
            if (belongs(value(digit)))
            {
                members.Add(digit);
            }
        }

        return new RunAlphabet(members.ToArray());
    }

    /// <summary>True when the first characters of a run stand for UTF-8, the last of it maybe cut off.</summary>
    /// <param name="run">The run; short ones are mostly paths and names, and do not count.</param>
    /// <param name="length">So many characters are decoded: at most 64.</param>
    internal static bool BeginsAsText<TDecoder>(in EncodedRun run, int length)
        where TDecoder : struct, IRunDecoder
    {
        if (run.Length < CharacterClasses.BlockLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MaxProbe];
        bytes = bytes[..TDecoder.Decode(run.First(length), 0, bytes)];
        for (var cut = 0; cut <= Math.Min(MaxCut, bytes.Length); cut++)
        {
            if (Utf8.IsValid(bytes[..^cut]))
            {
                return true;
            }
        }

        return false;
    }
}
