using System.Buffers;
using Pipelock.Policy;
using Pipelock.Scanners;
using Pipelock.Scanners.A2a;
using Pipelock.Scanners.Redaction;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Replaces sensitive values in a request body as it arrives, where the operator wants that.</summary>
/// <remarks>What cannot be redacted does not leave: whoever reads it would read the values. One per
/// connection.</remarks>
internal sealed class BodyRedaction
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private JsonRedaction? _redaction;
    private AgentLeafScan? _leaves;
    private Findings _found;
    private RedactionFault _fault;

    /// <summary>The body is rewritten.</summary>
    public bool IsActive => _redaction is not null;

    /// <summary>
    /// Why the body does not leave, and what was found in it before anything was replaced: where the URLs of a message
    /// to an agent lead. Each finding is handed out once.
    /// </summary>
    public Findings TakeFindings()
    {
        var found = _found;
        _found = default;
        return _fault == RedactionFault.None ? found : found.Concat(RedactionFaults.Describe(_fault));
    }

    /// <summary>Begins with a body.</summary>
    /// <param name="type">Its declared type.</param>
    /// <param name="coding">Its content coding.</param>
    /// <param name="host">Where it goes.</param>
    /// <param name="policy">The policy in force.</param>
    public void Begin(
        ReadOnlySpan<byte> type, ReadOnlySpan<byte> coding, ReadOnlySpan<byte> host, PolicySnapshot policy)
    {
        End();
        if (policy.Redactor is not { } redactor) return;
        var fault = RedactionFaults.OfKind(type, coding);
        if (fault == RedactionFault.None)
        {
            _redaction = redactor.Begin();
            _leaves = policy.Scanner.Agents?.BeginLeaves(type);
        }
        else if (!policy.Unredacted.Contains(host)) _fault = fault;
    }

    /// <summary>What of the next bytes goes on; valid until the next call.</summary>
    public ReadOnlySpan<byte> Append(ReadOnlySpan<byte> bytes)
    {
        if (_redaction is null) return bytes;
        _output.ResetWrittenCount();
        _redaction.Append(bytes, _output);
        if (_leaves is not null) _found = _found.Concat(_leaves.Append(bytes));
        _fault = _redaction.Fault;
        return _output.WrittenSpan;
    }

    /// <summary>What goes on after the last byte.</summary>
    public ReadOnlySpan<byte> Complete()
    {
        if (_redaction is null) return [];
        _output.ResetWrittenCount();
        _redaction.Complete(_output);
        if (_leaves is not null) _found = _found.Concat(_leaves.Complete());
        _fault = _redaction.Fault;
        return _output.WrittenSpan;
    }

    /// <summary>Ends with this body.</summary>
    public void End()
    {
        _redaction = null;
        _leaves = null;
        _found = default;
        _fault = RedactionFault.None;
        if (_output.WrittenCount > 0) _output.Clear(); // Nothing of it stays behind.
    }
}
