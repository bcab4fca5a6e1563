using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Pipelock.Protocols.WebSocket;

/// <summary>
/// Validates UTF-8 that comes in pieces, and refuses at the first byte that cannot be right any more.
/// </summary>
/// <remarks>Allocates nothing. Not thread-safe. Once refused it stays refused until <see cref="Reset"/>.</remarks>
public struct Utf8Stream
{
    private const int MaxSequence = 4;

    private uint _pending;
    private byte _pendingCount;
    private bool _isRefused;

    /// <summary>Whether the text so far ends between two characters; false once refused.</summary>
    public readonly bool IsComplete => _pendingCount == 0 && !_isRefused;

    /// <summary>Takes the next piece; false when the text cannot be UTF-8, whatever follows.</summary>
    public bool Append(ReadOnlySpan<byte> piece)
    {
        if (_isRefused) return false;
        while (_pendingCount > 0 && !piece.IsEmpty)
        {
            if (!AppendToPending(piece[0])) return Refuse();
            piece = piece[1..];
        }

        var tail = OpenSequence(piece);
        if (!Utf8.IsValid(piece[..^tail])) return Refuse();
        foreach (var b in piece[^tail..])
        {
            if (!AppendToPending(b)) return Refuse();
        }

        return true;
    }

    /// <summary>Begins another text.</summary>
    public void Reset() => this = default;

    private bool AppendToPending(byte next)
    {
        Span<byte> sequence = stackalloc byte[MaxSequence];
        BitConverter.TryWriteBytes(sequence, _pending);
        sequence[_pendingCount++] = next;
        switch (Rune.DecodeFromUtf8(sequence[.._pendingCount], out _, out _))
        {
            case OperationStatus.Done:
                (_pending, _pendingCount) = (0, 0);
                return true;
            case OperationStatus.NeedMoreData:
                _pending = BitConverter.ToUInt32(sequence);
                return true;
            default:
                return false;
        }
    }

    private bool Refuse()
    {
        _isRefused = true;
        return false;
    }

    /// <summary>Length of the sequence at the end that began and does not end there; 0 when there is none.</summary>
    private static int OpenSequence(ReadOnlySpan<byte> piece)
    {
        for (var back = 1; back < MaxSequence && back <= piece.Length; back++)
        {
            var b = piece[^back];
            if ((b & 0xC0) == 0x80) continue;
            var length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return length > back ? back : 0;
        }

        return 0;
    }
}
