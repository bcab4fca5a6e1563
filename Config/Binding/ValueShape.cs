using System.Collections.Immutable;

namespace Pipelock.Config.Binding;

/// <summary>What the binder knows of the type of a property or of an element.</summary>
/// <remarks>Immutable; safe for concurrent readers.</remarks>
public sealed class ValueShape
{
    private readonly Lazy<RecordShape>? _record;
    private readonly Lazy<EnumShape>? _enum;
    private readonly Lazy<CollectionFactory>? _collections;

    private ValueShape(ValueKind kind, Type type, bool isNullable, ValueShape? element = null)
    {
        Kind = kind;
        Type = type;
        IsNullable = isNullable;
        Element = element;
        // Lazy, since only the sections that a file mentions need to be looked into at start.
        _record = kind == ValueKind.Record ? new(() => RecordShape.Of(type)) : null;
        _enum = kind == ValueKind.Enum ? new(() => EnumShape.Of(type)) : null;
        _collections = element is null ? null : new(() => CollectionFactory.Of(element.DeclaredType));
    }

    /// <summary>What kind of value it is.</summary>
    public ValueKind Kind { get; }

    /// <summary>The type, without <see cref="Nullable{T}"/> around it.</summary>
    public Type Type { get; }

    /// <summary>True for <see cref="Nullable{T}"/>.</summary>
    public bool IsNullable { get; }

    /// <summary>The elements of a list or the values of a map; null for every other kind.</summary>
    public ValueShape? Element { get; }

    /// <summary>The keys of a section.</summary>
    /// <exception cref="InvalidOperationException">The kind is not <see cref="ValueKind.Record"/>.</exception>
    public RecordShape Record => _record?.Value ?? throw new InvalidOperationException($"{Type} is no section");

    /// <summary>The names of a closed set.</summary>
    /// <exception cref="InvalidOperationException">The kind is not <see cref="ValueKind.Enum"/>.</exception>
    public EnumShape Enum => _enum?.Value ?? throw new InvalidOperationException($"{Type} is no enum");

    /// <summary>Makes the lists or maps of this shape.</summary>
    internal CollectionFactory Collections => _collections!.Value;

    // As the property or the type argument spells it.
    private Type DeclaredType => IsNullable ? typeof(Nullable<>).MakeGenericType(Type) : Type;

    /// <summary>The shape of <paramref name="type"/>.</summary>
    /// <exception cref="NotSupportedException">An options record uses a type that no file can express.</exception>
    public static ValueShape Of(Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        var isNullable = underlying is not null;
        var plain = underlying ?? type;
        if (KindOf(plain) is { } kind)
            return new ValueShape(kind, plain, isNullable);
        if (plain.IsGenericType)
        {
            var definition = plain.GetGenericTypeDefinition();
            var arguments = plain.GetGenericArguments();
            if (definition == typeof(ImmutableArray<>))
                return new ValueShape(ValueKind.List, plain, isNullable, Of(arguments[0]));
            if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
                return new ValueShape(ValueKind.Map, plain, false, Of(arguments[1]));
        }

        throw new NotSupportedException($"no configuration value binds to {type}");
    }

    private static ValueKind? KindOf(Type type)
    {
        if (type.IsEnum)
            return ValueKind.Enum;
        if (type == typeof(string))
            return ValueKind.String;
        if (type == typeof(bool))
            return ValueKind.Boolean;
        if (type == typeof(int))
            return ValueKind.Int32;
        if (type == typeof(long))
            return ValueKind.Int64;
        if (type == typeof(double))
            return ValueKind.Double;
        if (type == typeof(TimeSpan))
            return ValueKind.Duration;
        if (type == typeof(DateTimeOffset))
            return ValueKind.DateTime;
        // Classes of the runtime are no sections, whatever properties they have.
        var isOptions = type is { IsClass: true, IsAbstract: false, IsGenericType: false, IsArray: false }
            && type.Assembly != typeof(object).Assembly
            && type.GetConstructor(Type.EmptyTypes) is not null;
        return isOptions ? ValueKind.Record : null;
    }
}
