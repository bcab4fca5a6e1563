using System.Buffers;
using System.Text;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Builds sequences whose segments lie where a test wants them.</summary>
internal static class Segments
{
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static ReadOnlySequence<byte> Split(byte[] bytes, int at) => Join([bytes[..at], bytes[at..]]);

    public static ReadOnlySequence<byte> OneByteEach(byte[] bytes) =>
        Join([.. bytes.Select(value => new[] { value })]);

    private static ReadOnlySequence<byte> Join(IReadOnlyList<byte[]> parts)
    {
        if (parts.Count == 0)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        var first = new Part(parts[0], 0);
        var last = first;
        foreach (var part in parts.Skip(1))
        {
            last = last.Append(part);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Part : ReadOnlySequenceSegment<byte>
    {
        public Part(byte[] bytes, long index)
        {
            Memory = bytes;
            RunningIndex = index;
        }

        public Part Append(byte[] bytes)
        {
            var next = new Part(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
