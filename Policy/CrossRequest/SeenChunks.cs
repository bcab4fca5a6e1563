namespace Pipelock.Policy.CrossRequest;

/// <summary>Remembers which pieces of content a session has sent before, in a table of fixed size. Not
/// thread-safe.</summary>
/// <remarks>
/// Content is cut where its own bytes say so (a rolling sum over the last bytes), so that a history with something new
/// at either end is cut at the same places again. Forgetting a piece costs accuracy, never memory.
/// </remarks>
internal sealed class SeenChunks
{
    private const int Slots = 2048;
    private const int ShortestChunk = 32;
    private const int LongestChunk = 512;
    private const uint CutMask = 63; // a cut every 64 bytes beyond the shortest chunk, on average

    private readonly ulong[] _seen = new ulong[Slots];

    /// <summary>Copies what is new of <paramref name="content"/> to <paramref name="output"/>.</summary>
    /// <returns>How many bytes were copied.</returns>
    public int CopyNew(ReadOnlySpan<byte> content, Span<byte> output)
    {
        var copied = 0;
        while (!content.IsEmpty)
        {
            var chunk = content[..CutAfter(content)];
            content = content[chunk.Length..];
            var hash = Hash(chunk);
            if (_seen[hash % Slots] == hash) continue;
            chunk.CopyTo(output[copied..]);
            copied += chunk.Length;
        }

        return copied;
    }

    /// <summary>Remembers <paramref name="content"/>, once it is sure to be sent: what was refused counts
    /// again.</summary>
    public void Remember(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var chunk = content[..CutAfter(content)];
            content = content[chunk.Length..];
            var hash = Hash(chunk);
            _seen[hash % Slots] = hash;
        }
    }

    private static int CutAfter(ReadOnlySpan<byte> content)
    {
        var rolling = 0u;
        var end = Math.Min(content.Length, LongestChunk);
        for (var i = 0; i < end; i++)
        {
            rolling = (rolling << 1) + (content[i] * 0x9E3779B1u >> 8); // 32 shifts forget a byte
            if (i >= ShortestChunk && (rolling >> 16 & CutMask) == 0) return i + 1;
        }

        return end;
    }

    /// <summary>FNV-1a, 64 bits; 0 is the empty slot.</summary>
    private static ulong Hash(ReadOnlySpan<byte> chunk)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in chunk) hash = (hash ^ b) * 1099511628211UL;
        hash ^= hash >> 29;
        return hash == 0 ? 1 : hash;
    }
}
