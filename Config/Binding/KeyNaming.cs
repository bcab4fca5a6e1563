using System.Reflection;
using System.Text;

namespace Pipelock.Config.Binding;

/// <summary>How members of the options are named in a file.</summary>
public static class KeyNaming
{
    /// <summary>The name of a property or of an enum member: its <see cref="ConfigKeyAttribute"/>, or snake
    /// case.</summary>
    public static string NameOf(MemberInfo member) =>
        member.IsDefined(typeof(ConfigKeyAttribute), inherit: false)
            ? member.GetCustomAttribute<ConfigKeyAttribute>(inherit: false)!.Name
            : ToSnakeCase(member.Name);

    /// <summary>Snake case of a name: <c>MaxUrlLength</c> is <c>max_url_length</c>, <c>SsrfIPList</c> is
    /// <c>ssrf_ip_list</c>, <c>A2aScanning</c> is <c>a2a_scanning</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && StartsWord(name, i))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static bool StartsWord(string name, int at) =>
        !char.IsAsciiLetterUpper(name[at - 1]) || (at + 1 < name.Length && char.IsAsciiLetterLower(name[at + 1]));
}
