namespace Pipelock.Config.Document;

/// <summary>A single value: text, number, boolean, date or null.</summary>
public sealed class ScalarNode : ConfigNode
{
    private readonly long _bits;

    private ScalarNode(ScalarKind kind, string text, long bits, bool isPlain, SourceLocation location)
        : base(location)
    {
        Kind = kind;
        Text = text;
        IsPlain = isPlain;
        _bits = bits;
    }

    /// <summary>How the file's own format types the value.</summary>
    public ScalarKind Kind { get; }

    /// <summary>The content of a string (quotes and escapes undone); any other value exactly as it was
    /// written.</summary>
    public string Text { get; }

    /// <summary>True when the value was written without quotes, so that its type was read from its
    /// characters.</summary>
    public bool IsPlain { get; }

    /// <summary>The value of an <see cref="ScalarKind.Integer"/>; 0 for every other kind.</summary>
    public long Integer => Kind == ScalarKind.Integer ? _bits : 0;

    /// <summary>The value of a <see cref="ScalarKind.Float"/> or of an integer; 0 for every other kind.</summary>
    public double Float => Kind switch
    {
        ScalarKind.Float => BitConverter.Int64BitsToDouble(_bits),
        ScalarKind.Integer => _bits,
        _ => 0,
    };

    /// <summary>The value of a <see cref="ScalarKind.Boolean"/>; false for every other kind.</summary>
    public bool Boolean => Kind == ScalarKind.Boolean && _bits != 0;

    /// <summary>True for the null value.</summary>
    public bool IsNull => Kind == ScalarKind.Null;

    /// <inheritdoc/>
    public override string Description => Kind switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.String => "a string",
        ScalarKind.Integer => "an integer",
        ScalarKind.Float => "a number with a fraction",
        ScalarKind.Boolean => "a boolean",
        ScalarKind.LocalDate => "a date",
        ScalarKind.LocalTime => "a time of day",
        _ => "a date and time",
    };

    /// <summary>A null, written as <paramref name="text"/> (empty, <c>~</c> or <c>null</c>).</summary>
    public static ScalarNode Null(string text, SourceLocation location) =>
        new(ScalarKind.Null, text, 0, isPlain: true, location);

    /// <summary>A string. <paramref name="isPlain"/> tells whether it stood there without quotes.</summary>
    public static ScalarNode String(string text, SourceLocation location, bool isPlain = false) =>
        new(ScalarKind.String, text, 0, isPlain, location);

    /// <summary>An integer of <paramref name="value"/>, written as <paramref name="text"/>.</summary>
    public static ScalarNode FromInteger(string text, long value, SourceLocation location) =>
        new(ScalarKind.Integer, text, value, isPlain: true, location);

    /// <summary>A float of <paramref name="value"/>, written as <paramref name="text"/>.</summary>
    public static ScalarNode FromFloat(string text, double value, SourceLocation location) =>
        new(ScalarKind.Float, text, BitConverter.DoubleToInt64Bits(value), isPlain: true, location);

    /// <summary>A boolean of <paramref name="value"/>, written as <paramref name="text"/>.</summary>
    public static ScalarNode FromBoolean(string text, bool value, SourceLocation location) =>
        new(ScalarKind.Boolean, text, value ? 1 : 0, isPlain: true, location);

    /// <summary>A date or time that a reader has validated; <paramref name="kind"/> is one of the four kinds.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a date or time.</exception>
    public static ScalarNode FromDateTime(ScalarKind kind, string text, SourceLocation location)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((int)kind, (int)ScalarKind.OffsetDateTime, nameof(kind));
        return new(kind, text, 0, isPlain: true, location);
    }
}
