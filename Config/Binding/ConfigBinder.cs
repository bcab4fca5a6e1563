using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>Binds a document tree to immutable options records.</summary>
/// <remarks>
/// A key <c>max_url_length</c> sets the property <c>MaxUrlLength</c> (or the one with that <see cref="ConfigKeyAttribute"/>).
/// Properties may be <see cref="string"/>, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>,
/// <see cref="double"/>, <see cref="TimeSpan"/> (Go syntax), <see cref="DateTimeOffset"/> (RFC 3339), enums, the nullable forms
/// of these, other records, <c>ImmutableArray&lt;T&gt;</c> and <c>ImmutableDictionary&lt;string, T&gt;</c>. A key that
/// is absent or null, and an enum given as the empty string, leave the property as it is.
/// Thread-safe; what it learns about a type is kept.
/// </remarks>
public static class ConfigBinder
{
    /// <summary>Binds <paramref name="root"/>; never throws for what the document holds.</summary>
    /// <param name="root">The document.</param>
    /// <param name="file">The file's name as it shall stand in problems.</param>
    /// <param name="baseline">The options that the document changes; null starts from <c>new T()</c>.</param>
    public static BoundConfig<T> Bind<T>(MappingNode root, string file, T? baseline = null)
        where T : class, new() => throw new NotImplementedException();
}
