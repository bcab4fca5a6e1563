using System.IO.Compression;

namespace Pipelock.EndToEnd.Origins;

/// <summary>The content codings that origins use.</summary>
internal static class ContentEncoding
{
    /// <summary>Encodes a body.</summary>
    /// <param name="coding"><c>gzip</c>, <c>deflate</c> or <c>br</c>.</param>
    /// <param name="body">The body.</param>
    public static byte[] Encode(string coding, ReadOnlySpan<byte> body)
    {
        using var output = new MemoryStream();
        using (Stream target = coding switch
        {
            "gzip" => new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BrotliStream(output, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            target.Write(body);
        }

        return output.ToArray();
    }
}
