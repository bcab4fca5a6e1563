using System.Globalization;
using System.Security.Cryptography;

namespace Pipelock.EndToEnd.Origins;

/// <summary>Reads a request body in either framing; keeps its beginning, its length and its digest.</summary>
internal static class BodyReader
{
    private const int KeptBytes = 1024 * 1024;

    /// <summary>Reads the body that the head announces and fills it in.</summary>
    public static async Task ReadAsync(OriginRequest request, ByteReader reader, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var kept = new MemoryStream();
        if (request.Field("Transfer-Encoding") is { } coding)
        {
            if (!coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
                throw new InvalidDataException($"the origin was sent a transfer coding it does not know: {coding}");
            await ReadChunksAsync(request, reader, hash, kept, cancellation);
        }
        else if (request.Field("Content-Length") is { } length)
        {
            await TakeAsync(
                long.Parse(length, CultureInfo.InvariantCulture), request, reader, hash, kept, cancellation);
        }

        request.BodyStart = kept.ToArray();
        request.BodyDigest = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task ReadChunksAsync(
        OriginRequest request, ByteReader reader, IncrementalHash hash, MemoryStream kept,
            CancellationToken cancellation)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync(cancellation) ?? throw new EndOfStreamException("no chunk size");
            var size = long.Parse(line.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size == 0)
                break;
            await TakeAsync(size, request, reader, hash, kept, cancellation);
            if (await reader.ReadLineAsync(cancellation) is not "")
                throw new InvalidDataException("a chunk is longer than its size says");
        }

        request.Trailers = await reader.ReadBlockAsync(cancellation)
            ?? throw new EndOfStreamException("no trailer end");
    }

    private static async Task TakeAsync(
        long length, OriginRequest request, ByteReader reader, IncrementalHash hash, MemoryStream kept,
            CancellationToken cancellation)
    {
        while (length > 0)
        {
            var piece = await reader.ReadSomeAsync(length, cancellation);
            if (piece.IsEmpty)
                throw new EndOfStreamException($"the body ended {length} bytes early");
            hash.AppendData(piece.Span);
            if (kept.Length < KeptBytes)
                kept.Write(piece.Span[..(int)Math.Min(piece.Length, KeptBytes - kept.Length)]);
            length -= piece.Length;
            request.BodyLength += piece.Length;
        }
    }
}
