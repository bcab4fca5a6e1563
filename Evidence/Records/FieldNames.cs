using System.Text;

namespace Pipelock.Evidence.Records;

/// <summary>The written names of the fields.</summary>
internal static class FieldNames
{
    private static readonly byte[][] s_names = [.. Enum.GetValues<FieldName>().Select(Spell)];

    /// <summary>The name as UTF-8, for example <c>client_ip</c>.</summary>
    public static ReadOnlySpan<byte> Utf8(FieldName field) => s_names[(int)field];

    private static byte[] Spell(FieldName field)
    {
        var name = new StringBuilder();
        foreach (var letter in field.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return Encoding.ASCII.GetBytes(name.ToString());
    }
}
