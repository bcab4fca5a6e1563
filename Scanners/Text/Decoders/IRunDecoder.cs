using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>An encoding whose output is an unbroken run of letters and digits, found anywhere in a text.</summary>
internal interface IRunDecoder
{
    /// <summary>So many bytes behind a destination let whole vectors be written.</summary>
    const int Slack = 32;

    /// <summary>The name findings carry.</summary>
    static abstract Decoding Decoding { get; }

    /// <summary>The sets of characters it is written in; a run belongs to one of them.</summary>
    static abstract ReadOnlySpan<RunAlphabet> Alphabets { get; }

    /// <summary>For which reading the runs of an alphabet are wanted.</summary>
    static abstract RunReadings Readings(RunAlphabet alphabet);

    /// <summary>True when a run of base64 characters is one of this encoding as a whole.</summary>
    static virtual bool IsWhole => false;

    /// <summary>Which places the encoded text may begin at, counted from the start of the run, are worth
    /// trying.</summary>
    /// <returns>One bit per place, the start itself lowest.</returns>
    static abstract uint Alignments(in EncodedRun run);

    /// <summary>Decodes a short run from its start, if that gives printable ASCII throughout: then the start is one of
    /// the places worth trying, and nobody has to ask for them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="destination">Longer than the run by <see cref="Slack"/>.</param>
    /// <param name="written">The number of bytes decoded.</param>
    /// <returns>False when the run is to be looked at more closely.</returns>
    static virtual bool TryText(in EncodedRun run, Span<byte> destination, out int written)
    {
        written = 0;
        return false;
    }

    /// <summary>Decodes from one of these places to the end; a remainder that gives no whole byte is left
    /// out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="alignment">How many characters at its start belong to something else.</param>
    /// <param name="destination">At least as long as the run; with <see cref="Slack"/> bytes more, short runs are
    /// decoded faster. What is behind the decoded bytes may be written over.</param>
    /// <returns>The number of bytes written.</returns>
    static abstract int Decode(in EncodedRun run, int alignment, Span<byte> destination);

    /// <summary>What the first bytes of gzip are encoded as (RFC 1952 §2.3.1), wherever in a run they stand; empty for
    /// an encoding in which nothing compressed is looked for.</summary>
    static abstract ReadOnlySpan<byte> GzipMark { get; }

    /// <summary>True when a run may begin with compressed data of another kind.</summary>
    static abstract bool BeginsAsCompressed(ReadOnlySpan<byte> run);
}
