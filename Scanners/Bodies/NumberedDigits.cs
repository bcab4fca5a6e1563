namespace Pipelock.Scanners.Bodies;

/// <summary>
/// Digits of fields that follow each other and whose names number them, put together: <c>c1=4111&amp;c2=1111</c>.
/// </summary>
internal static class NumberedDigits
{
    [ThreadStatic]
    private static GatherBuffer? t_buffer;

    /// <summary>Every such row behind a name, one per line. Valid until the next call.</summary>
    internal static ReadOnlySpan<byte> Gather(FormFields fields)
    {
        var buffer = t_buffer ??= new GatherBuffer();
        buffer.Clear();
        var row = 0; // where the row begins
        var pieces = 0;
        scoped ReadOnlySpan<byte> name = default;
        scoped ReadOnlySpan<byte> before = default;
        while (fields.MoveNext())
        {
            if (!fields.IsPiece)
            {
                name = fields.Raw;
                continue;
            }

            var isPiece = fields.Raw.Length >= 2 && !fields.Raw.ContainsAnyExceptInRange((byte)'0', (byte)'9');
            if (pieces > 0 && !(isPiece && IsNext(before, name)))
            {
                Close(buffer, ref row, pieces);
                pieces = 0;
            }

            if (!isPiece)
                continue;
            if (pieces == 0)
                buffer.Add("card="u8);
            buffer.Add(fields.Raw);
            before = name;
            pieces++;
        }

        Close(buffer, ref row, pieces);
        return buffer.Text;
    }

    /// <summary>Whether one name follows another: a and b, p1 and p2. Only x and y are a place.</summary>
    internal static bool IsNext(ReadOnlySpan<byte> before, ReadOnlySpan<byte> name) =>
        !name.IsEmpty && before.Length == name.Length && name[^1] == before[^1] + 1
        && char.IsAsciiLetterOrDigit((char)name[^1]) && (name[^1] | 0x20) < 'x'
        && before[..^1].SequenceEqual(name[..^1]);

    private static void Close(GatherBuffer buffer, ref int row, int pieces)
    {
        if (pieces < 2)
            buffer.Remove(row, buffer.Length - row);
        else
            buffer.Add((byte)'\n');
        row = buffer.Length;
    }
}
