using System.Collections.Immutable;

namespace Pipelock.Config.Binding;

/// <summary>Makes the immutable lists and maps of one element type.</summary>
internal abstract class CollectionFactory
{
    /// <summary>The factory for elements of <paramref name="elementType"/>.</summary>
    public static CollectionFactory Of(Type elementType) =>
        // Most lists hold text; this spares them the reflection.
        elementType == typeof(string)
            ? new Typed<string>()
            : (CollectionFactory)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(elementType))!;

    /// <summary>The items as an <see cref="ImmutableArray{T}"/>, boxed.</summary>
    public abstract object CreateList(List<object> items);

    /// <summary>The items as an <see cref="ImmutableDictionary{TKey, TValue}"/>.</summary>
    public abstract object CreateMap(List<KeyValuePair<string, object>> items);

    /// <summary>True for a list that was never assigned; enumerating it would throw.</summary>
    public abstract bool IsUnset(object value);

    private sealed class Typed<T> : CollectionFactory
    {
        public override object CreateList(List<object> items)
        {
            var list = ImmutableArray.CreateBuilder<T>(items.Count);
            foreach (var item in items)
                list.Add((T)item);
            return list.MoveToImmutable();
        }

        public override object CreateMap(List<KeyValuePair<string, object>> items)
        {
            var map = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
            foreach (var item in items)
                map[item.Key] = (T)item.Value;
            return map.ToImmutable();
        }

        public override bool IsUnset(object value) => value is ImmutableArray<T> { IsDefault: true };
    }
}
