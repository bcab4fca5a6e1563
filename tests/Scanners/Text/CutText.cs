using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Tests.Text;

/// <summary>What the gates of the cut readings say of a text.</summary>
internal static class CutText
{
    public static CutReadings Readings(ReadOnlySpan<byte> text) =>
        CutGate.Read(text, CutReadings.All, new CutLanes(new byte[CutLanes.Size(text.Length)], text.Length));

    public static CutLanes Lanes(ReadOnlySpan<byte> text)
    {
        var lanes = new CutLanes(new byte[CutLanes.Size(text.Length)], text.Length);
        CutGate.Read(text, CutReadings.All, lanes);
        return lanes;
    }
}
