namespace Pipelock.Protocols.Http1;

/// <summary>Reads one field line, without its line end: <c>name ":" OWS value OWS</c> (RFC 9112 §5).</summary>
internal static class FieldLine
{
    /// <summary>Reads a line in which the only control characters are tabs.</summary>
    /// <param name="line">The line.</param>
    /// <param name="offset">Where it starts in the buffer that the slice refers to.</param>
    /// <param name="slice">The field.</param>
    public static RefusalReason Parse(ReadOnlySpan<byte> line, int offset, out FieldSlice slice)
    {
        slice = default;
        var colon = line.IndexOfAnyExcept(Syntax.Token);
        if (colon <= 0 || line[colon] != ':')
        {
            return WhyNoName(line, colon);
        }

        var start = colon + 1;
        var end = line.Length;
        while (start < end && Syntax.IsBlank(line[start]))
        {
            start++;
        }

        while (end > start && Syntax.IsBlank(line[end - 1]))
        {
            end--;
        }

        slice.NameStart = offset;
        slice.NameLength = (ushort)colon;
        slice.ValueStart = offset + start;
        slice.ValueLength = (ushort)(end - start);
        slice.Known = KnownHeaders.Recognise(line[..colon]);
        slice.HopByHop = HopByHop.Fixed.Contains(slice.Known);
        return RefusalReason.None;
    }

    private static RefusalReason WhyNoName(ReadOnlySpan<byte> line, int stop)
    {
        if (stop < 0)
        {
            return RefusalReason.MissingColon;
        }

        if (!Syntax.IsBlank(line[stop]))
        {
            return RefusalReason.InvalidFieldName;
        }

        if (stop == 0)
        {
            return RefusalReason.ObsoleteLineFolding;
        }

        var next = Syntax.Trim(line[stop..]);
        if (!next.IsEmpty && next[0] == ':')
        {
            return RefusalReason.WhitespaceBeforeColon;
        }

        return line.Contains((byte)':') ? RefusalReason.InvalidFieldName : RefusalReason.MissingColon;
    }
}
