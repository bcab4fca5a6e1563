using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>A compiled, immutable set of expressions. Thread-safe: any number of scans may run at once.</summary>
/// <remarks>
/// Disposing waits for nobody: a scan in flight holds a reference, and the last one frees the memory.
/// </remarks>
public sealed unsafe class HyperscanDatabase : SafeHandle
{
    private HyperscanDatabase(nint database, HyperscanMode mode)
        : base(0, ownsHandle: true)
    {
        SetHandle(database);
        Mode = mode;
        ScratchGeneration = ScratchPool.Cover(database);
    }

    /// <summary>How this database is to be fed.</summary>
    public HyperscanMode Mode { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Native memory of the compiled form, in bytes.</summary>
    public long Size
    {
        get
        {
            using var held = new Hold(this);
            nuint size = 0;
            HyperscanLibrary.Check("hs_database_size", HyperscanNative.DatabaseSize(held.Database, &size));
            return (long)size;
        }
    }

    /// <summary>State of one open stream, in bytes; stream mode only.</summary>
    public long StreamStateSize
    {
        get
        {
            using var held = new Hold(this);
            nuint size = 0;
            HyperscanLibrary.Check("hs_stream_size", HyperscanNative.StreamSize(held.Database, &size));
            return (long)size;
        }
    }

    /// <summary>Scratch space must be at least of this generation to serve this database.</summary>
    internal int ScratchGeneration { get; }

    /// <summary>Compiles <paramref name="expressions"/> into one database. Slow: up to half a second for 50.</summary>
    /// <exception cref="HyperscanCompileException">An expression was refused; the first refused one is
    /// named.</exception>
    /// <exception cref="HyperscanMissingException">The library is not installed.</exception>
    public static HyperscanDatabase Compile(ReadOnlySpan<HyperscanExpression> expressions, HyperscanMode mode)
    {
        HyperscanLibrary.EnsureLoaded();
        return new HyperscanDatabase(HyperscanCompiler.Compile(expressions, mode), mode);
    }

    /// <summary>Compiles literals into one database; several times faster than as expressions.</summary>
    /// <exception cref="HyperscanCompileException">A literal was refused.</exception>
    /// <exception cref="HyperscanMissingException">The library is not installed.</exception>
    public static HyperscanDatabase CompileLiterals(ReadOnlySpan<HyperscanLiteral> literals, HyperscanMode mode)
    {
        HyperscanLibrary.EnsureLoaded();
        return new HyperscanDatabase(HyperscanCompiler.CompileLiterals(literals, mode), mode);
    }

    /// <summary>
    /// Restores what <see cref="Serialize"/> gave. The bytes are trusted: check where they come from.
    /// </summary>
    /// <exception cref="HyperscanException">Other version, other CPU, damaged, or not a database.</exception>
    public static HyperscanDatabase Deserialize(ReadOnlySpan<byte> serialized, HyperscanMode mode)
    {
        HyperscanLibrary.EnsureLoaded();
        nint database = 0;
        fixed (byte* bytes = serialized)
        {
            HyperscanLibrary.Check(
                "hs_deserialize_database",
                HyperscanNative.DeserializeDatabase(bytes, (nuint)serialized.Length, &database));
        }

        return new HyperscanDatabase(database, mode);
    }

    /// <summary>The compiled form as bytes, valid for this library version and this kind of CPU only.</summary>
    public byte[] Serialize()
    {
        using var held = new Hold(this);
        byte* bytes = null;
        nuint length = 0;
        HyperscanLibrary.Check(
            "hs_serialize_database", HyperscanNative.SerializeDatabase(held.Database, &bytes, &length));
        try
        {
            return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
        }
        finally
        {
            NativeMemory.Free(bytes);
        }
    }

    /// <summary>Scans one contiguous text (block mode) and lists the ends of matches.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="matches">Takes the matches; a list of one stops at the first match.</param>
    /// <param name="count">How many entries of <paramref name="matches"/> are filled.</param>
    /// <returns><see cref="HyperscanOutcome.Full"/> when the list was full before the end of the text.</returns>
    public HyperscanOutcome Scan(ReadOnlySpan<byte> text, Span<HyperscanMatch> matches, out int count)
    {
        using var held = new Hold(this);
        var scratch = ScratchPool.Rent(ScratchGeneration);
        int code;
        fixed (byte* data = &MatchCollector.NeverNull(text))
        fixed (HyperscanMatch* list = matches)
        {
            var collector = new MatchCollector(list, matches.Length);
            code = HyperscanNative.Scan(
                held.Database, data, (uint)text.Length, 0, scratch.Pointer, &MatchCollector.OnMatch, &collector);
            count = collector.Count;
        }

        ScratchPool.Return(scratch);
        return MatchCollector.Outcome("hs_scan", code);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => HyperscanNative.FreeDatabase(handle) == HyperscanNative.Success;

    /// <summary>Keeps the native database alive while a call uses it.</summary>
    internal readonly ref struct Hold
    {
        private readonly HyperscanDatabase _owner;

        public Hold(HyperscanDatabase owner)
        {
            var held = false;
            owner.DangerousAddRef(ref held);
            _owner = owner;
        }

        public nint Database => _owner.handle;

        public void Dispose() => _owner.DangerousRelease();
    }
}
