using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Takes the text out of binary data: what is valid UTF-8 over a length that chance does not give.</summary>
/// <remarks>
/// All further passes read the result, so an image or an archive costs one pass and not every decoder; in a text with
/// single bytes of another character set everything but these bytes is kept.
/// </remarks>
internal static class ValidStretches
{
    /// <summary>Shorter stretches hold neither a secret nor an encoding of one.</summary>
    internal const int MinLength = 16;

    private const int LongestRest = 3; // continuing bytes of one character

    /// <summary>Writes the stretches, a space after each.</summary>
    /// <param name="data">The data.</param>
    /// <param name="destination">At least as long as the data and one byte more.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Extract(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        var written = 0;
        var start = NextCandidate(data, 0);
        while (start < data.Length)
        {
            var end = EndOfValid(data, start);
            written += Keep(data[start..end], destination[written..]);
            start = NextCandidate(data, end + 1);
        }

        return written;
    }

    private static int EndOfValid(ReadOnlySpan<byte> data, int at)
    {
        while (at < data.Length)
        {
            if (data[at] < 0x80)
            {
                at++;
                continue;
            }

            var length = Utf8Reader.Read(data, at, out var codePoint);
            if (codePoint == Utf8Reader.Invalid)
            {
                break;
            }

            at += length;
        }

        return at;
    }

    /// <summary>Where the next stretch may begin, by the order of leading and continuing bytes alone.</summary>
    private static int NextCandidate(ReadOnlySpan<byte> data, int at)
    {
        const int Step = CharacterClasses.BlockLength - MinLength;
        var first = at;
        while (data.Length - at >= CharacterClasses.BlockLength)
        {
            var runs = CharacterClasses.RunsOfSixteen(~Disorder(ref MemoryMarshal.GetReference(data[at..])));
            if (runs != 0)
            {
                // What follows a cut-off character is out of order too, for as long as that should have been.
                return Math.Max(first, at + BitOperations.TrailingZeroCount(runs) - LongestRest);
            }

            at += Step;
        }

        return Math.Max(first, Math.Min(at - LongestRest, data.Length));
    }

    // One bit per byte that continues no character, or is missing from one, or occurs in none.
    private static ulong Disorder(ref byte block)
    {
        ulong continuing = 0;
        ulong two = 0;
        ulong three = 0;
        ulong four = 0;
        ulong never = 0;
        for (var i = 0; i < CharacterClasses.BlockLength; i += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref block, (nuint)i);
            ulong high = bytes.ExtractMostSignificantBits();
            var fromC0 = From(bytes, 0xC0);
            var fromC2 = From(bytes, 0xC2);
            var fromE0 = From(bytes, 0xE0);
            var fromF0 = From(bytes, 0xF0);
            var fromF5 = From(bytes, 0xF5);
            continuing |= (high & ~fromC0) << i;
            two |= (fromC2 & ~fromF5) << i;
            three |= (fromE0 & ~fromF5) << i;
            four |= (fromF0 & ~fromF5) << i;
            never |= ((fromC0 & ~fromC2) | fromF5) << i;
        }

        var expected = (two << 1) | (three << 2) | (four << 3);
        return (continuing ^ expected) | never;
    }

    private static ulong From(Vector128<byte> bytes, byte least) =>
        Vector128.GreaterThanOrEqual(bytes, Vector128.Create(least)).ExtractMostSignificantBits();

    private static int Keep(ReadOnlySpan<byte> stretch, Span<byte> destination)
    {
        if (stretch.Length < MinLength)
        {
            return 0;
        }

        stretch.CopyTo(destination);
        destination[stretch.Length] = (byte)' ';
        return stretch.Length + 1;
    }
}
