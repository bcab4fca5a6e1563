namespace Pipelock.Protocols.Http1;

/// <summary>How long a line and the section it belongs to may be, and what is refused when they are longer.</summary>
internal readonly record struct LineBounds(
    int MaxLine, RefusalReason LineTooLong, int MaxSection, RefusalReason SectionTooBig);
