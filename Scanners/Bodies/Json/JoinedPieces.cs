namespace Pipelock.Scanners.Bodies.Json;

/// <summary>What is put together of the values of JSON.</summary>
/// <param name="all">The words that go over the borders of values, and behind them what looks random.</param>
/// <param name="words">How many bytes are words.</param>
/// <param name="areDigests">Nothing that looks random stands for text in another encoding.</param>
internal readonly ref struct JoinedPieces(ReadOnlySpan<byte> all, int words, bool areDigests)
{
    /// <summary>Both.</summary>
    public ReadOnlySpan<byte> All { get; } = all;

    /// <summary>The words that go over the borders of values.</summary>
    public ReadOnlySpan<byte> Words => All[..words];

    /// <summary>What looks random.</summary>
    public ReadOnlySpan<byte> Random => All[words..];

    /// <summary>Nothing that looks random stands for text in another encoding, in whatever order.</summary>
    public bool AreDigests { get; } = areDigests;
}
