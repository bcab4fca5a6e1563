namespace Pipelock.Scanners.Text.Decoders;

/// <summary>One of the two alphabets of base32.</summary>
internal interface IBase32Digits
{
    /// <summary>The thirty-two digits in upper case.</summary>
    static abstract ReadOnlySpan<byte> Upper { get; }

    /// <summary>The same in lower case.</summary>
    static abstract ReadOnlySpan<byte> Lower { get; }

    /// <summary>The digits that gzip data begins with (RFC 1952 §2.3.1).</summary>
    static abstract ReadOnlySpan<byte> GzipMark { get; }

    /// <summary>Whether a run of these digits is sure to be something else.</summary>
    static abstract bool IsForeign(ReadOnlySpan<byte> run);

    /// <summary>What eight digits stand for, 0 to 31 in each byte.</summary>
    static abstract ulong Values(ulong digits);
}
