using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Entropy;

/// <summary>
/// Host labels that carry the number of a card beside other things: <c>card-4556…</c>, <c>4556.7375.8689.9855</c>.
/// </summary>
internal static class CardCargo
{
    /// <summary>Cards are printed in groups of four digits.</summary>
    private const int Groups = 4;

    private const int GroupDigits = 4;

    /// <summary>Whether the labels in front of the registrable domain do so.</summary>
    public static bool IsIn(ReadOnlySpan<byte> front)
    {
        if (front.Length < PaymentCard.MinDigits)
            return false;
        Span<byte> row = stackalloc byte[Groups * GroupDigits];
        var groups = 0;
        foreach (var range in front.SplitAny((byte)'.', (byte)'-', (byte)'_'))
        {
            var part = front[range];
            var isNumber = !part.IsEmpty && !part.ContainsAnyExceptInRange((byte)'0', (byte)'9');
            if (isNumber && part.Length is >= PaymentCard.MinDigits and <= PaymentCard.MaxDigits
                && PaymentCard.IsValid(part))
            {
                return true;
            }

            if (!isNumber || part.Length != GroupDigits)
            {
                groups = 0;
                continue;
            }

            if (groups == Groups)
            {
                row[GroupDigits..].CopyTo(row);
                groups--;
            }

            part.CopyTo(row[(groups++ * GroupDigits)..]);
            if (groups == Groups && PaymentCard.IsValid(row))
                return true;
        }

        return false;
    }
}
