namespace Pipelock.Protocols.Http1;

/// <summary>
/// Finds lines that end with CR LF and hold no other control character. Resumes where it stopped, so that bytes are
/// searched once however they come, and refuses at the same byte with the same reason however they are cut.
/// </summary>
internal struct LineScanner
{
    private int _searched;

    /// <summary>Where the current line starts.</summary>
    public int LineStart { get; private set; }

    /// <summary>Looks for the end of the current line.</summary>
    /// <param name="data">The section so far, from its first byte.</param>
    /// <param name="bounds">What the line and the section may measure.</param>
    /// <param name="end">Where the line ends, before its CR LF.</param>
    /// <param name="refusal">Why the line is refused.</param>
    public ParseStatus Next(
        ReadOnlySpan<byte> data, in LineBounds bounds, out int end, out RefusalReason refusal)
    {
        var found = data[_searched..].IndexOfAny(Syntax.Control);
        end = found < 0 ? data.Length : _searched + found;
        _searched = end;
        refusal = Measure(end, bounds);
        if (refusal != RefusalReason.None)
        {
            return ParseStatus.Refused;
        }

        if (found < 0)
        {
            return ParseStatus.NeedMore;
        }

        if (data[end] != '\r')
        {
            refusal = data[end] == '\n' ? RefusalReason.BareLineFeed : RefusalReason.ControlCharacter;
        }
        else if (end + 2 > bounds.MaxSection)
        {
            refusal = bounds.SectionTooBig;
        }
        else if (end + 1 == data.Length)
        {
            return ParseStatus.NeedMore;
        }
        else if (data[end + 1] == '\n')
        {
            return ParseStatus.Complete;
        }
        else
        {
            refusal = RefusalReason.BareCarriageReturn;
        }

        return ParseStatus.Refused;
    }

    /// <summary>Goes on behind the CR LF that ends the current line.</summary>
    public void Advance(int end) => LineStart = _searched = end + 2;

    /// <summary>Whichever of the two bounds lies at the lower offset is the one that was exceeded first.</summary>
    private readonly RefusalReason Measure(int end, in LineBounds bounds)
    {
        var lineBound = LineStart + bounds.MaxLine;
        if (end <= Math.Min(lineBound, bounds.MaxSection))
        {
            return RefusalReason.None;
        }

        return lineBound <= bounds.MaxSection ? bounds.LineTooLong : bounds.SectionTooBig;
    }
}
