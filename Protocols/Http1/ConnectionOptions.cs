using System.Text;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// Gathers the Connection fields of one message and marks what they list as hop-by-hop (RFC 9110 §7.6.1).
/// </summary>
internal struct ConnectionOptions
{
    /// <summary>No client sends more than a handful; the bound keeps marking linear.</summary>
    private const int MaxOptions = 32;

    private int _count;

    /// <summary>The close option is there.</summary>
    public bool Close { get; private set; }

    /// <summary>The keep-alive option is there.</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>The upgrade option is there.</summary>
    public bool Upgrade { get; private set; }

    /// <summary>Reads one field value and marks the fields it lists.</summary>
    public RefusalReason Add(ReadOnlySpan<byte> value, HeaderFields fields)
    {
        bool isLast;
        do
        {
            var option = Syntax.NextElement(ref value, out isLast);
            if (option.IsEmpty)
            {
                continue; // RFC 9110 §5.6.1.2: empty list elements are to be ignored.
            }

            if (option.ContainsAnyExcept(Syntax.Token))
            {
                return RefusalReason.InvalidConnection;
            }

            if (++_count > MaxOptions)
            {
                return RefusalReason.TooManyConnectionOptions;
            }

            var refusal = Apply(option, fields);
            if (refusal != RefusalReason.None)
            {
                return refusal;
            }
        }
        while (!isLast);

        return RefusalReason.None;
    }

    private RefusalReason Apply(ReadOnlySpan<byte> option, HeaderFields fields)
    {
        if (Ascii.EqualsIgnoreCase(option, "close"u8))
        {
            Close = true;
            return RefusalReason.None;
        }

        var known = KnownHeaders.Recognise(option);
        KeepAlive |= known == KnownHeader.KeepAlive;
        Upgrade |= known == KnownHeader.Upgrade;
        if (known is KnownHeader.Host or KnownHeader.ContentLength)
        {
            return RefusalReason.ConnectionListsEndToEndField;
        }

        if (!HopByHop.Fixed.Contains(known))
        {
            Mark(option, known, fields);
        }

        return RefusalReason.None;
    }

    private static void Mark(ReadOnlySpan<byte> option, KnownHeader known, HeaderFields fields)
    {
        var slices = fields.Slices;
        for (var i = 0; i < slices.Length; i++)
        {
            ref var slice = ref slices[i];
            var listed = known != KnownHeader.None
                ? slice.Known == known
                : Ascii.EqualsIgnoreCase(fields.Name(i), option);
            slice.HopByHop |= listed;
        }
    }
}
