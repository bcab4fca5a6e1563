namespace Pipelock.Scanners.Bodies;

/// <summary>Goes through the fields of a structured body, in order. Never fails: what is malformed has fewer
/// fields.</summary>
internal interface IPieceReader
{
    /// <summary>Goes to the next field.</summary>
    bool MoveNext();

    /// <summary>The value as written.</summary>
    ReadOnlySpan<byte> Raw { get; }

    /// <summary>True when the field may hold a piece of a cut secret: a value with text, not a name or a
    /// number.</summary>
    bool IsPiece { get; }

    /// <summary>False when the receiver reads the value as it is written.</summary>
    bool IsEncoded { get; }

    /// <summary>Writes the value as the receiver will read it.</summary>
    /// <param name="destination">At least as long as <see cref="Raw"/>.</param>
    /// <returns>The number of bytes written.</returns>
    int Decode(Span<byte> destination);
}
