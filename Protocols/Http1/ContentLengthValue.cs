namespace Pipelock.Protocols.Http1;

/// <summary>Gathers the Content-Length fields of one message (RFC 9112 §6.3, RFC 9110 §8.6).</summary>
/// <remarks>
/// The RFC lets a recipient collapse repeated equal values; a sender that repeats them is a sender that some other
/// parser on the way reads differently, so every repetition is refused.
/// </remarks>
internal struct ContentLengthValue
{
    /// <summary>The length, -1 while there is none.</summary>
    public long Length { get; private set; }

    /// <summary>No length yet.</summary>
    public static ContentLengthValue Absent => new() { Length = -1 };

    /// <summary>Reads one field value.</summary>
    public RefusalReason Add(ReadOnlySpan<byte> value)
    {
        bool isLast;
        do
        {
            var element = Syntax.NextElement(ref value, out isLast);
            var refusal = Parse(element, out var length);
            if (refusal != RefusalReason.None)
            {
                return refusal;
            }

            if (Length >= 0)
            {
                return length == Length
                    ? RefusalReason.RepeatedContentLength
                    : RefusalReason.ConflictingContentLength;
            }

            Length = length;
        }
        while (!isLast);

        return RefusalReason.None;
    }

    private static RefusalReason Parse(ReadOnlySpan<byte> digits, out long length)
    {
        length = 0;
        var overflow = false;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return RefusalReason.InvalidContentLength;
            }

            var value = digit - '0';
            overflow |= length > (long.MaxValue - value) / 10;
            length = overflow ? 0 : (length * 10) + value;
        }

        if (digits.IsEmpty)
        {
            return RefusalReason.InvalidContentLength;
        }

        return overflow ? RefusalReason.ContentLengthOverflow : RefusalReason.None;
    }
}
