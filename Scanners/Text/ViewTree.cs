using System.Buffers;
using System.Numerics;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text;

/// <summary>The memory in which the views of one text are made, in order of their making.</summary>
/// <remarks>
/// Views are made breadth first: what a single decoding shows comes before what needs two, so a text that nests
/// encodings to use the budget up hides nothing that is simpler than itself. Not thread-safe; one per scan in progress.
/// </remarks>
internal sealed class ViewTree
{
    /// <summary>The most encodings that are undone one after the other.</summary>
    internal const int MaxDepth = 5;

    private const int BudgetFactor = 32;
    private const int BudgetBase = 64 * 1024;
    private const int MaxKept = 1024 * 1024;

    [ThreadStatic]
    private static ViewTree? t_idle;

    private View[] _views = new View[32];
    private readonly List<byte[]> _outgrown = [];
    private byte[] _memory = [];
    private readonly WantedRuns _wanted = new();
    private ulong[] _runs = [];
    private byte[] _lanes = [];
    private long _budget;

    /// <summary>How many views there are, the text itself included.</summary>
    internal int Count { get; private set; }

    /// <summary>Bytes in use: all views but the text itself.</summary>
    internal int Used { get; private set; }

    /// <summary>True when the budget did not suffice and some views were not made.</summary>
    internal bool IsExhausted { get; private set; }

    /// <summary>The most bytes all views of a text of this length take together.</summary>
    internal static long Budget(int length) => ((long)length * BudgetFactor) + BudgetBase;

    /// <summary>A tree that holds nothing but the text itself.</summary>
    internal static ViewTree Rent(int textLength, ViewState state, DecodingChain chain)
    {
        var tree = t_idle ?? new ViewTree();
        t_idle = null;
        tree._budget = Budget(textLength);
        tree._views[0] = new View { Length = textLength, Chain = chain, State = state };
        tree.Count = 1;
        tree.Used = 0;
        tree.IsExhausted = false;
        return tree;
    }

    /// <summary>Gives the tree back.</summary>
    internal void Return()
    {
        foreach (var memory in _outgrown)
        {
            ArrayPool<byte>.Shared.Return(memory);
        }

        _outgrown.Clear();
        if (_memory.Length > MaxKept)
        {
            ArrayPool<byte>.Shared.Return(_memory);
            _memory = [];
        }

        _wanted.Trim();
        t_idle = this;
    }

    /// <summary>The view at an index.</summary>
    internal ref View this[int index] => ref _views[index];

    /// <summary>The bytes of a view other than the text itself. Valid until the tree is given back.</summary>
    internal ReadOnlySpan<byte> Bytes(in View view) => _memory.AsSpan(view.Start, view.Length);

    /// <summary>Zeros to note in which blocks of a view of so many bytes the runs lie: of one view at a
    /// time.</summary>
    internal Span<ulong> ClearRunBlocks(int length)
    {
        var size = Runs.RunBlocks.Size(length);
        if (size > _runs.Length)
        {
            _runs = new ulong[BitOperations.RoundUpToPowerOf2((uint)size)];
        }

        var runs = _runs.AsSpan(0, size);
        runs.Clear();
        return runs;
    }

    /// <summary>What was noted of this view.</summary>
    internal RunBlocks RunBlocks(int length) => new(_runs.AsSpan(0, Runs.RunBlocks.Size(length)));

    /// <summary>The runs of this view that are worth a look.</summary>
    internal WantedRuns ReadRuns(ReadOnlySpan<byte> view)
    {
        _wanted.Read(view, RunBlocks(view.Length));
        return _wanted;
    }

    /// <summary>Room for the lanes that the cut readings of a view have: of one view at a time.</summary>
    internal CutLanes CutLanes(int length)
    {
        if (Gates.CutLanes.Size(length) > _lanes.Length)
        {
            _lanes = new byte[BitOperations.RoundUpToPowerOf2((uint)Gates.CutLanes.Size(length))];
        }

        return new CutLanes(_lanes, length);
    }

    /// <summary>Free memory behind the views.</summary>
    /// <param name="pending">Bytes behind <see cref="Used"/> that are already written and must be kept.</param>
    /// <param name="capacity">How many more are needed.</param>
    internal Span<byte> Reserve(int pending, int capacity)
    {
        var used = Used + pending;
        if (used + capacity > _memory.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(used + capacity), _memory.Length * 2));
            _memory.AsSpan(0, used).CopyTo(larger);
            if (_memory.Length > 0)
            {
                _outgrown.Add(_memory); // spans of it are still being read
            }

            _memory = larger;
        }

        return _memory.AsSpan(used, capacity);
    }

    /// <summary>How many bytes more are within the budget.</summary>
    internal long Left => _budget - Used;

    /// <summary>True when a view of so many bytes is within the budget; false exhausts the tree.</summary>
    internal bool Affords(int length)
    {
        IsExhausted |= Used + (long)length > _budget;
        return Used + (long)length <= _budget;
    }

    /// <summary>Says that there is more to make than the budget is meant for.</summary>
    internal void GiveUp() => IsExhausted = true;

    /// <summary>Makes the bytes written behind the views a view, unless there is one like it, budget
    /// permitting.</summary>
    internal void Add(int length, int depth, DecodingChain chain, ViewState state)
    {
        if (length == 0 || !Affords(length))
        {
            return;
        }

        var view = new View { Start = Used, Length = length, Depth = depth, Chain = chain, State = state };
        if (IsKnown(view))
        {
            return;
        }

        if (Count == _views.Length)
        {
            Array.Resize(ref _views, Count * 2);
        }

        _views[Count++] = view;
        Used += length;
    }

    // Line breaks read across before or after an escape is undone mostly give one text; what is found in it and made
    // from it is the same. Other steps, and so another place, or fewer passes to come do not stand for it.
    private bool IsKnown(in View view)
    {
        for (var i = 1; i < Count; i++)
        {
            ref var known = ref _views[i];
            if (known.Length == view.Length && known.Depth <= view.Depth && (known.State & ~view.State) == 0
                && known.Chain.HasStepsOf(view.Chain) && Bytes(known).SequenceEqual(Bytes(view)))
            {
                return true;
            }
        }

        return false;
    }
}
