using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Shell;

/// <summary>A command whose letters are percent-encoded, as a tool that takes URLs apart will run it.</summary>
internal static class PercentCommand
{
    /// <summary>Fewer escapes are a format of <c>date</c> or <c>printf</c>.</summary>
    private const int MinEscapes = 3;

    /// <summary>True when the text may hold enough escapes.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text) => text.Count((byte)'%') >= MinEscapes;

    /// <summary>Writes the command in clear, if that is ASCII text.</summary>
    internal static bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        if (!IsCandidate(text))
            return false;
        Span<byte> room = output.Room(text.Length);
        int length = PercentDecoder.Decode(text, room, plusIsSpace: false);
        if (text.Length - length < 2 * MinEscapes || room[..length].IndexOfAnyExceptInRange((byte)'\t', (byte)'~') >= 0)
            return false;
        output.Advance(length);
        return true;
    }
}
