using System.Runtime.CompilerServices;

namespace Pipelock.Scanners.Mcp;

/// <summary>The objects that are open while JSON is read, by their depth.</summary>
internal ref struct MediaObjects
{
    private const int MaxDepth = 65; // one more than a reader of JSON accepts

    private Objects _objects;

    /// <summary>What was noted of the object at a depth.</summary>
    internal readonly MediaObject this[int depth] => _objects[depth];

    /// <summary>An object begins.</summary>
    internal void Open(int depth) => _objects[depth] = default;

    /// <summary>A member of the innermost object, which stands one level above it.</summary>
    internal void Note(int depth, bool isType, Range value)
    {
        ref var media = ref _objects[depth - 1];
        media = isType ? media with { Type = value } : media with { Data = value };
    }

    [InlineArray(MaxDepth)]
    private struct Objects
    {
        private MediaObject _first;
    }
}
