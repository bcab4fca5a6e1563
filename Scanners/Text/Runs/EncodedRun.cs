namespace Pipelock.Scanners.Text.Runs;

/// <summary>A run of one alphabet's characters, with the text that it stands in.</summary>
/// <remarks>Most runs are short. Where text follows, whole vectors are read from their start without a copy, and what
/// is behind the run is masked out.</remarks>
internal readonly ref struct EncodedRun
{
    /// <summary>A run at the start of a text.</summary>
    internal EncodedRun(ReadOnlySpan<byte> text, int length)
    {
        Text = text;
        Length = length;
    }

    /// <summary>The run and all that follows it.</summary>
    internal ReadOnlySpan<byte> Text { get; }

    /// <summary>How many bytes it has.</summary>
    internal int Length { get; }

    /// <summary>The run.</summary>
    internal ReadOnlySpan<byte> Bytes => Text[..Length];

    /// <summary>What is left of it behind some characters.</summary>
    internal EncodedRun From(int start) => new(Text[start..], Length - start);

    /// <summary>Its first characters.</summary>
    internal EncodedRun First(int length) => new(Text, length);
}
