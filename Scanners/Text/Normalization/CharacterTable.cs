using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>One of the embedded tables from characters to what replaces them; Data/README.md has the form.</summary>
internal sealed unsafe class CharacterTable
{
    /// <summary>No replacement is longer than this many times the character it replaces, both in UTF-8 bytes.</summary>
    internal const int MaxExpansion = 3;

    private const int BlockBits = 6;
    private const int BlockMask = (1 << BlockBits) - 1;
    private const ushort Unchanged = 0;
    private const ushort Dropped = 1;
    private const int TextBase = 2;

    // The resource lies in the mapped program file for as long as the process lives: nothing is copied, nothing freed.
    private readonly ushort* _firstStage;
    private readonly ushort* _blocks;
    private readonly byte* _texts;
    private readonly int _firstStageLength;

    private CharacterTable(byte* data)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("The character tables are little-endian; so must the machine be.");
        }

        var words = (ushort*)data;
        _firstStageLength = words[0];
        _firstStage = words + 2;
        _blocks = _firstStage + _firstStageLength;
        _texts = (byte*)(_blocks + (words[1] << BlockBits));
    }

    /// <summary>Opens an embedded table by its file name without extension.</summary>
    internal static CharacterTable Load(string name)
    {
        var resource = "Pipelock.Scanners.Text." + name;
        var stream = (UnmanagedMemoryStream?)typeof(CharacterTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without its table {resource}.");
        return new CharacterTable(stream.PositionPointer);
    }

    /// <summary>Looks a character up.</summary>
    /// <param name="codePoint">Any code point of U+0080 or above.</param>
    /// <param name="replacement">What stands in its place, empty when the character is dropped.</param>
    /// <returns>False when the character stays as it is.</returns>
    internal bool TryMap(uint codePoint, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        var block = codePoint >> BlockBits;
        if (block >= (uint)_firstStageLength)
        {
            return false;
        }

        var value = _blocks[(_firstStage[block] << BlockBits) + (int)(codePoint & BlockMask)];
        if (value <= Dropped)
        {
            return value != Unchanged;
        }

        var text = _texts + (value - TextBase);
        replacement = MemoryMarshal.CreateReadOnlySpan(ref text[1], text[0]);
        return true;
    }
}
