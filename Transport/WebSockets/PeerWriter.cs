using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pipelock.Protocols.WebSocket;

namespace Pipelock.Transport.WebSockets;

/// <summary>Sends whole frames to one peer; nothing after a close frame (RFC 6455 §5.5.1). Thread-safe.</summary>
internal sealed class PeerWriter(PipeWriter output, PeerRole sender) : IDisposable
{
    /// <summary>What is masked and copied at once.</summary>
    private const int Piece = 16 * 1024;

    private readonly SemaphoreSlim _turn = new(1);
    private bool _closed;

    /// <summary>A close frame was sent.</summary>
    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>Sends one frame; false when the peer takes no more.</summary>
    public async ValueTask<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_closed) return false;
            Volatile.Write(ref _closed, opcode == Opcode.Close);
            Write(opcode, payload.Span);
            var flushed = await output.FlushAsync().ConfigureAwait(false);
            return !flushed.IsCompleted && !flushed.IsCanceled;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends a close frame.</summary>
    public ValueTask<bool> CloseAsync(int code, string reason)
    {
        var payload = new byte[FrameHeader.MaxControlPayload];
        return SendAsync(Opcode.Close, payload.AsMemory(0, ClosePayload.Write(code, reason, payload)));
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private void Write(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var key = 0u;
        if (sender == PeerRole.Client)
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<uint>(ref key)));
        var header = new FrameHeader(true, opcode, payload.Length, sender == PeerRole.Client, key);
        output.Advance(header.Write(output.GetSpan(FrameHeader.MaxBytes)));
        for (var at = 0; at < payload.Length; at += Piece)
        {
            var piece = payload.Slice(at, Math.Min(Piece, payload.Length - at));
            var room = output.GetSpan(piece.Length)[..piece.Length];
            piece.CopyTo(room);
            Masking.Apply(room, key, at);
            output.Advance(piece.Length);
        }
    }
}
