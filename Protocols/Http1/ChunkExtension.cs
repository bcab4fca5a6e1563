namespace Pipelock.Protocols.Http1;

/// <summary>
/// Follows the extensions of one chunk line byte by byte (RFC 9112 §7.1.1). Their meaning is not looked at: only their
/// form, because a line that two parsers end at different places smuggles.
/// </summary>
internal struct ChunkExtension
{
    private State _state;

    private enum State : byte
    {
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Token,
        Quoted,
        Escaped,
        AfterQuote,
        AfterValue,
    }

    /// <summary>Whether the line may end here.</summary>
    public readonly bool MayEnd => _state is State.Name or State.Token or State.AfterQuote;

    /// <summary>
    /// Goes on by one byte other than CR and LF, after the first semicolon; false when it is not allowed there.
    /// </summary>
    public bool Accept(byte value)
    {
        var next = Next(value);
        _state = next ?? _state;
        return next is not null;
    }

    private readonly State? Next(byte value) => _state switch
    {
        State.BeforeName => Syntax.IsBlank(value) ? State.BeforeName : IsToken(value) ? State.Name : null,
        State.Name when IsToken(value) => State.Name,
        State.Name => Syntax.IsBlank(value) ? State.AfterName : Separator(value),
        State.AfterName => Syntax.IsBlank(value) ? State.AfterName : Separator(value),
        State.BeforeValue => value == '"' ? State.Quoted
            : Syntax.IsBlank(value) ? State.BeforeValue
            : IsToken(value) ? State.Token : null,
        State.Token when IsToken(value) => State.Token,
        State.Quoted => value switch
        {
            (byte)'"' => State.AfterQuote,
            (byte)'\\' => State.Escaped,
            _ => IsText(value) ? State.Quoted : null,
        },
        State.Escaped => IsText(value) ? State.Quoted : null,
        _ => value == ';' ? State.BeforeName : Syntax.IsBlank(value) ? State.AfterValue : null,
    };

    private static State? Separator(byte value) => value switch
    {
        (byte)'=' => State.BeforeValue,
        (byte)';' => State.BeforeName,
        _ => null,
    };

    private static bool IsToken(byte value) => Syntax.Token.Contains(value);

    private static bool IsText(byte value) => value == '\t' || (value >= ' ' && value != 127);
}
