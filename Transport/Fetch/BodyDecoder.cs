using Pipelock.Scanners.Bodies;

namespace Pipelock.Transport.Fetch;

/// <summary>Undoes the content coding of a body that is there as a whole.</summary>
/// <remarks>Stops at the bounds: a bomb costs next to nothing.</remarks>
internal static class BodyDecoder
{
    private const int Piece = 64 * 1024;

    /// <summary>Decodes <paramref name="coded"/>.</summary>
    /// <param name="coded">The body as received.</param>
    /// <param name="coding">Its coding.</param>
    /// <param name="limit">Most bytes that may come out.</param>
    /// <param name="growth">How far a body may grow.</param>
    /// <param name="body">The decoded body where all is well.</param>
    public static FetchStatus Decode(
        byte[] coded, ContentCoding coding, long limit, in DecodingLimits growth, out byte[] body)
    {
        body = coded;
        if (coding == ContentCoding.Identity || coded.Length == 0) return FetchStatus.Complete;
        if (coding == ContentCoding.Unknown) return FetchStatus.Unreadable;
        using var input = new MemoryStream(coded);
        using var source = ContentCodings.Open(input, coding, coded[0]);
        using var decoded = new MemoryStream();
        var piece = new byte[Piece];
        try
        {
            int length;
            while ((length = source.Read(piece)) > 0)
            {
                if (!growth.Allow(input.Position, decoded.Length + length)) return FetchStatus.Unreadable;
                if (decoded.Length + length > limit) return FetchStatus.TooLarge;
                decoded.Write(piece, 0, length);
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return FetchStatus.Unreadable;
        }

        body = decoded.ToArray();
        return FetchStatus.Complete;
    }
}
