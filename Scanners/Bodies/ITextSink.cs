using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Takes the text of a body as it becomes known and examines it.</summary>
internal interface ITextSink
{
    /// <summary>How many bytes from the start of the text have been examined for good.</summary>
    long Examined { get; }

    /// <summary>Takes the next bytes.</summary>
    void Append(ReadOnlySpan<byte> bytes, ref FindingSet found);

    /// <summary>Examines what is left.</summary>
    void Complete(ref FindingSet found);
}
