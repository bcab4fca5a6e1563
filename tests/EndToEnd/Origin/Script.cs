using System.Text;

namespace Pipelock.EndToEnd.Origins;

/// <summary>An answer given byte by byte, in pieces that can wait for a test's word.</summary>
/// <param name="Pieces">What is sent, one write each, head included.</param>
/// <param name="Gated">Between two pieces the origin waits at the gate <c>NAME-1</c>, <c>NAME-2</c>, ...</param>
internal sealed record Script(IReadOnlyList<byte[]> Pieces, bool Gated = false)
{
    /// <summary>A complete answer of a type, sent at once.</summary>
    public static Script Whole(string type, string body, string fields = "") =>
        Whole(type, Encoding.UTF8.GetBytes(body), fields);

    /// <summary>A complete answer of a type, sent at once.</summary>
    public static Script Whole(string type, byte[] body, string fields = "") =>
        new([[.. Head(type, $"{fields}Content-Length: {body.Length}\r\n"), .. body]]);

    /// <summary>A chunked answer: the head, a chunk per piece, the last chunk.</summary>
    public static Script Chunked(string type, IEnumerable<string> pieces, bool gated = false) =>
        new([Head(type, "Transfer-Encoding: chunked\r\n"), .. pieces.Select(Chunk), "0\r\n\r\n"u8.ToArray()], gated);

    private static byte[] Head(string type, string fields) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n{fields}\r\n");

    private static byte[] Chunk(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];
    }
}
