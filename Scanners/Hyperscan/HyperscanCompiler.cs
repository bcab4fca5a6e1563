using System.Runtime.InteropServices;
using System.Text;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>Hands expressions to <c>hs_compile_multi</c>.</summary>
internal static unsafe class HyperscanCompiler
{
    /// <summary>Compiles; the caller owns the database returned.</summary>
    public static nint Compile(ReadOnlySpan<HyperscanExpression> expressions, HyperscanMode mode)
    {
        var count = expressions.Length;
        if (count == 0)
            throw new ArgumentException("A database needs at least one expression.", nameof(expressions));
        var text = Concatenate(expressions, out var offsets);
        var patterns = new nint[count];
        var flags = new uint[count];
        var ids = new uint[count];
        fixed (byte* bytes = text)
        fixed (nint* patternList = patterns)
        fixed (uint* flagList = flags)
        fixed (uint* idList = ids)
        {
            for (var i = 0; i < count; i++)
            {
                patterns[i] = (nint)(bytes + offsets[i]);
                flags[i] = (uint)expressions[i].Flags;
                ids[i] = expressions[i].Id;
            }

            nint database = 0;
            HyperscanNative.CompileError* error = null;
            var code = HyperscanNative.CompileMulti(
                (byte**)patternList, flagList, idList, (uint)count, (uint)mode, null, &database, &error);
            if (code == HyperscanNative.CompilerError)
                throw Refused(error);
            HyperscanLibrary.Check("hs_compile_multi", code);
            return database;
        }
    }

    /// <summary>Compiles literals; the caller owns the database returned.</summary>
    public static nint CompileLiterals(ReadOnlySpan<HyperscanLiteral> literals, HyperscanMode mode)
    {
        var count = literals.Length;
        if (count == 0)
            throw new ArgumentException("A database needs at least one literal.", nameof(literals));
        var text = Concatenate(literals);
        var starts = new nint[count];
        var lengths = new nuint[count];
        var flags = new uint[count];
        var ids = new uint[count];
        fixed (byte* bytes = text)
        fixed (nint* startList = starts)
        fixed (nuint* lengthList = lengths)
        fixed (uint* flagList = flags)
        fixed (uint* idList = ids)
        {
            var at = bytes;
            for (var i = 0; i < count; i++)
            {
                starts[i] = (nint)at;
                lengths[i] = (nuint)literals[i].Bytes.Length;
                flags[i] = (uint)literals[i].Flags;
                ids[i] = literals[i].Id;
                at += literals[i].Bytes.Length + 1;
            }

            nint database = 0;
            HyperscanNative.CompileError* error = null;
            var code = HyperscanNative.CompileLiterals(
                (byte**)startList, flagList, idList, lengthList, (uint)count, (uint)mode, null, &database, &error);
            if (code == HyperscanNative.CompilerError)
                throw Refused(error);
            HyperscanLibrary.Check("hs_compile_lit_multi", code);
            return database;
        }
    }

    private static byte[] Concatenate(ReadOnlySpan<HyperscanLiteral> literals)
    {
        var length = 0;
        foreach (var literal in literals)
            length += literal.Bytes.Length + 1;
        var text = new byte[length];
        var at = 0;
        foreach (var literal in literals)
        {
            literal.Bytes.Span.CopyTo(text.AsSpan(at));
            at += literal.Bytes.Length + 1;
        }

        return text;
    }

    private static byte[] Concatenate(ReadOnlySpan<HyperscanExpression> expressions, out int[] offsets)
    {
        offsets = new int[expressions.Length];
        var length = 0;
        for (var i = 0; i < expressions.Length; i++)
        {
            // A C string ends at the first NUL: the rest of the pattern would silently be lost.
            if (expressions[i].Pattern.Contains('\0', StringComparison.Ordinal))
                throw new HyperscanCompileException(i, "The pattern contains U+0000; write \\x00.");
            offsets[i] = length;
            length += Encoding.UTF8.GetByteCount(expressions[i].Pattern) + 1;
        }

        var text = new byte[length];
        for (var i = 0; i < expressions.Length; i++)
            Encoding.UTF8.GetBytes(expressions[i].Pattern, text.AsSpan(offsets[i]));
        return text;
    }

    private static HyperscanCompileException Refused(HyperscanNative.CompileError* error)
    {
        var detail = Marshal.PtrToStringUTF8((nint)error->Message) ?? "refused";
        var index = error->Expression;
        _ = HyperscanNative.FreeCompileError(error);
        return new HyperscanCompileException(index, detail);
    }
}
