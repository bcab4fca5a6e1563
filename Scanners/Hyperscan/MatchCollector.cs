using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>
/// Lives on the stack of a scan; the library's callback writes matches through it. Unmanaged throughout.
/// </summary>
internal unsafe struct MatchCollector(HyperscanMatch* list, int capacity)
{
    private static readonly byte s_empty;

    private readonly HyperscanMatch* _list = list;
    private readonly int _capacity = capacity;

    /// <summary>How many matches were written.</summary>
    public int Count { get; private set; }

    /// <summary>Called by the library on the scanning thread; must neither throw nor scan.</summary>
    /// <returns>Non-zero stops the scan: the list has no room for this match.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int OnMatch(uint id, ulong from, ulong to, uint flags, void* context)
    {
        var self = (MatchCollector*)context;
        if (self->Count >= self->_capacity)
            return 1;
        self->_list[self->Count] = new HyperscanMatch(id, from, to);
        self->Count++;
        return 0;
    }

    /// <summary>An address for an empty text; the library refuses null.</summary>
    public static ref readonly byte NeverNull(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return ref s_empty;
        return ref MemoryMarshal.GetReference(text);
    }

    /// <summary>Reads a scan's return code.</summary>
    public static HyperscanOutcome Outcome(string call, int code) => code switch
    {
        HyperscanNative.Success => HyperscanOutcome.Complete,
        HyperscanNative.ScanTerminated => HyperscanOutcome.Full,
        _ => throw new HyperscanException(call, code),
    };
}
