using System.Collections;
using Pipelock.Config.Binding;
using Pipelock.Config.Document;

namespace Pipelock.Config.Tests.Options;

/// <summary>Options as lines of <c>key = value</c>: two options are equal when their lines are.</summary>
internal static class OptionsText
{
    /// <summary>One line per key, in the order of declaration.</summary>
    public static IEnumerable<string> Lines(object options) => Section(RecordShape.Of(options.GetType()), options, "");

    /// <summary>All lines, sorted, as one text.</summary>
    public static string Sorted(object options) => string.Join('\n', Lines(options).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Section(RecordShape shape, object record, string path) =>
        shape.Keys.SelectMany(key => Value(key.Value, key.Read(record), KeyPaths.Child(path, key.Name)));

    private static IEnumerable<string> Value(ValueShape shape, object? value, string path) => (shape.Kind, value) switch
    {
        (_, null) => [$"{path} = (unset)"],
        (ValueKind.Record, _) => Section(shape.Record, value, path),
        (ValueKind.List, _) when shape.Element!.Kind == ValueKind.Record && ((IEnumerable)value).Cast<object>().Any() =>
            ((IEnumerable)value).Cast<object>()
                .SelectMany((item, i) => Section(shape.Element.Record, item, KeyPaths.Element(path, i))),
        (ValueKind.List, _) =>
            [$"{path} = [{Items(shape.Element!, (IEnumerable)value)}]"],
        (ValueKind.Map, _) when ((IDictionary)value).Count > 0 =>
            ((IDictionary)value).Keys.Cast<string>().Order(StringComparer.Ordinal)
                .SelectMany(name => Value(shape.Element!, ((IDictionary)value)[name], KeyPaths.Child(path, name))),
        (ValueKind.Map, _) => [$"{path} = {{}}"],
        _ => [$"{path} = {Text(shape, value)}"],
    };

    private static string Items(ValueShape element, IEnumerable list) =>
        string.Join(", ", list.Cast<object>().Select(item => Text(element, item)));

    private static string Text(ValueShape shape, object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => text.Length == 0 ? "\"\"" : text,
        TimeSpan span => GoDuration.Format(span),
        DateTimeOffset time => time.UtcDateTime.ToString("O"),
        Enum => shape.Enum.NameOf(value) is { Length: > 0 } name ? name : "\"\"",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };
}
