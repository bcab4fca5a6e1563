using System.Collections.Frozen;

namespace Pipelock.Config.Validation;

/// <summary>The names of character classes that RE2 knows.</summary>
internal static class Re2Names
{
    private const string Categories =
        "C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs";

    private static readonly FrozenSet<string> s_categories = Categories.Split(' ').ToFrozenSet();

    /// <summary>What stands between <c>[:</c> and <c>:]</c>, as .NET ranges.</summary>
    public static FrozenDictionary<string, string> PosixClasses { get; } = new Dictionary<string, string>
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\u0000-\u007f",
        ["blank"] = @"\t\u0020",
        ["cntrl"] = @"\u0000-\u001f\u007f",
        ["digit"] = "0-9",
        ["graph"] = @"\u0021-\u007e",
        ["lower"] = "a-z",
        ["print"] = @"\u0020-\u007e",
        ["punct"] = @"\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e",
        ["space"] = @"\t\n\v\f\r\u0020",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    }.ToFrozenDictionary();

    /// <summary>
    /// True for a general category, for <c>Any</c>, and for what is written like the name of a script.
    /// </summary>
    /// <remarks>
    /// The list of scripts grows with every version of Unicode; the engine that matches has the last word.
    /// </remarks>
    public static bool IsUnicodeClass(string name) =>
        s_categories.Contains(name) ||
        (name.Length > 2 && char.IsAsciiLetterUpper(name[0]) && name.All(c => char.IsAsciiLetter(c) || c == '_'));
}
