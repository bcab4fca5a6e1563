using System.Buffers.Text;

namespace Pipelock.Scanners.Shell;

/// <summary>
/// Parameter expansion: <c>${HOME:0:1}</c>, <c>${IFS}</c>, <c>${!name}</c>, <c>${name:-word}</c>, <c>$@</c>.
/// </summary>
internal static class Parameter
{
    /// <summary>Writes the value of the parameter a text begins with.</summary>
    /// <returns>The bytes read.</returns>
    internal static int Write(ReadOnlySpan<byte> text, ShellVariables variables, GatherBuffer output)
    {
        if (text[1] != '{')
            return 2; // positional parameters, of which an interactive command has none
        var length = Parentheses.Length(text[1..]);
        if (length == 0)
        {
            output.Add(text[0]);
            return 1;
        }

        if (!TryWrite(text.Slice(2, length - 2), variables, output))
            output.Add(text[..(length + 1)]);
        return length + 1;
    }

    private static bool TryWrite(ReadOnlySpan<byte> inner, ShellVariables variables, GatherBuffer output)
    {
        if (inner.IsEmpty || inner[0] is (byte)'@' or (byte)'*' or (byte)'#' or (>= (byte)'0' and <= (byte)'9'))
            return true; // empty, or a number nobody hides letters in
        var isIndirect = inner[0] == '!';
        inner = isIndirect ? inner[1..] : inner;
        var length = ShellNames.Length(inner);
        // An element of an array has a name of its own.
        if (inner[length..].StartsWith("["u8) && inner.IndexOf((byte)']') is > 0 and var close)
            length = close + 1;
        var operation = inner[length..];
        var isKnown = variables.TryGet(inner[..length], out var value);
        if (isKnown && isIndirect)
            isKnown = variables.TryGet(value, out value);
        if (!isKnown)
            return TryWriteDefault(operation, output);
        if (operation.StartsWith(":"u8) && operation.Length > 1 && IsNumber(operation[1..]))
            value = Part(value, operation[1..]);
        else if (operation.StartsWith("/"u8))
            return WriteReplaced(value, operation[1..], output);
        output.Add(value);
        return true;
    }

    // ${name:-word}: the word, as the name has no value.
    private static bool TryWriteDefault(ReadOnlySpan<byte> operation, GatherBuffer output)
    {
        var start = operation.StartsWith(":"u8) ? 1 : 0;
        if (operation.Length <= start || operation[start] is not ((byte)'-' or (byte)'=' or (byte)'+'))
            return false;
        if (operation[start] != '+')
            output.Add(operation[(start + 1)..]);
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        text.TrimStart(" -"u8) is [>= (byte)'0' and <= (byte)'9', ..] && !text.StartsWith("-"u8);

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> value, ReadOnlySpan<byte> operation)
    {
        var colon = operation.IndexOf((byte)':');
        var offset = Number(colon < 0 ? operation : operation[..colon]);
        var count = colon < 0 ? value.Length : Number(operation[(colon + 1)..]);
        var start = Math.Clamp(offset < 0 ? value.Length + offset : offset, 0, value.Length);
        var end = count < 0 ? value.Length + count : (int)Math.Min((long)start + count, value.Length);
        return end <= start ? default : value[start..end];
    }

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text.Trim((byte)' '), out int value, out _) ? value : 0;

    // ${name/old/new} and ${name//old/new}: all of them is the reading that hides least.
    private static bool WriteReplaced(ReadOnlySpan<byte> value, ReadOnlySpan<byte> operation, GatherBuffer output)
    {
        operation = operation.TrimStart((byte)'/');
        var slash = operation.IndexOf((byte)'/');
        var old = slash < 0 ? operation : operation[..slash];
        var with = slash < 0 ? default : operation[(slash + 1)..];
        while (!old.IsEmpty && value.IndexOf(old) is >= 0 and var at)
        {
            output.Add(value[..at]);
            output.Add(with);
            value = value[(at + old.Length)..];
        }

        output.Add(value);
        return true;
    }
}
