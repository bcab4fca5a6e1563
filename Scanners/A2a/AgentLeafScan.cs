using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.A2a;

/// <summary>Judges the leaves of one body as it arrives, if it turns out to be a message to an agent.</summary>
/// <remarks>
/// For bodies that are rewritten on their way: where a URL leads is to be judged before a placeholder stands in it.
/// Not thread-safe; made for one body.
/// </remarks>
public sealed class AgentLeafScan
{
    private readonly byte[] _start = new byte[AgentMessages.Looked];
    private readonly byte[] _type;
    private readonly AgentWalk _walk;
    private FindingSet _found;
    private int _length;
    private bool _isMessage;

    internal AgentLeafScan(AgentWalk walk, ReadOnlySpan<byte> contentType)
    {
        _walk = walk;
        _type = contentType.ToArray();
        walk.Start();
    }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>What is wrong with them, as far as the body is known to be a message.</returns>
    public Findings Append(ReadOnlySpan<byte> bytes)
    {
        if (!_isMessage && _length < _start.Length)
        {
            var taken = Math.Min(bytes.Length, _start.Length - _length);
            bytes[..taken].CopyTo(_start.AsSpan(_length));
            _length += taken;
            _isMessage = AgentMessages.IsOne(_type, _start.AsSpan(0, _length));
        }

        _walk.Append(bytes, ref _found);
        return Take();
    }

    /// <summary>The body has ended.</summary>
    public Findings Complete()
    {
        _walk.Complete(ref _found);
        return Take();
    }

    private Findings Take()
    {
        if (!_isMessage) return default;
        var found = _found.ToFindings();
        _found = default;
        return found;
    }
}
