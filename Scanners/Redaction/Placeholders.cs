using System.Globalization;
using System.Text;

namespace Pipelock.Scanners.Redaction;

/// <summary>Gives what is replaced its name: the same within one body for the same text.</summary>
internal sealed class Placeholders
{
    private readonly Dictionary<(string Class, string Text), byte[]> _names = [];
    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>The placeholder of a text, <c>&lt;pl:CLASS:N&gt;</c>.</summary>
    internal byte[] Of(string kind, ReadOnlySpan<char> text)
    {
        var key = (kind, text.ToString());
        if (_names.TryGetValue(key, out var known))
            return known;
        var number = _numbers.GetValueOrDefault(kind) + 1;
        _numbers[kind] = number;
        return _names[key] = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"<pl:{kind}:{number}>"));
    }
}
