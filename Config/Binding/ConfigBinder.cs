using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>Binds a document tree to immutable options records.</summary>
/// <remarks>
/// A key <c>max_url_length</c> sets the property <c>MaxUrlLength</c>, or the one with that
/// <see cref="ConfigKeyAttribute"/>. <see cref="ValueKind"/> lists what properties can be; numbers, booleans,
/// durations, dates and enums also nullable. A key that is absent or null, and an enum given as the empty string,
/// leave the property as it is. A section changes the keys it names and keeps the others of its baseline; a list or
/// a map replaces the whole one. Thread-safe; what the binder learns about a type is kept.
/// </remarks>
public static class ConfigBinder
{
    /// <summary>Binds <paramref name="root"/>; never throws for what the document holds.</summary>
    /// <param name="root">The document.</param>
    /// <param name="file">The file's name as it shall stand in problems.</param>
    /// <param name="baseline">The options that the document changes; null starts from <c>new T()</c>.</param>
    /// <exception cref="NotSupportedException">A property of the options has a type that no file can
    /// express.</exception>
    public static BoundConfig<T> Bind<T>(MappingNode root, string file, T? baseline = null)
        where T : class, new()
    {
        var shape = RecordShape.Of(typeof(T));
        var context = new BindContext(file, shape);
        var value = (T)RecordBinder.Bind(shape, root, "", baseline ?? new T(), context);
        return new BoundConfig<T>(value, context.Problems, context.Locations, context.InactiveKeys);
    }
}
