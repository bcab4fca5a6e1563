using System.Collections.Frozen;
using System.Text;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>The named character references that matter here: those for ASCII and those for nothing visible.</summary>
/// <remarks>
/// HTML §13.5. No character listed needs more bytes than its name. Names are compared by case, as HTML does.
/// </remarks>
internal static class EntityNames
{
    /// <summary>The length of the longest name listed.</summary>
    internal const int MaxLength = 20;

    private static readonly FrozenDictionary<string, int> s_names = new Dictionary<string, int>
    {
        ["amp"] = '&', ["AMP"] = '&', ["lt"] = '<', ["LT"] = '<', ["gt"] = '>', ["GT"] = '>',
        ["quot"] = '"', ["QUOT"] = '"', ["apos"] = '\'', ["Tab"] = '\t', ["NewLine"] = '\n', ["excl"] = '!',
        ["num"] = '#', ["dollar"] = '$', ["percnt"] = '%', ["lpar"] = '(', ["rpar"] = ')', ["ast"] = '*',
        ["midast"] = '*', ["plus"] = '+', ["comma"] = ',', ["period"] = '.', ["sol"] = '/', ["colon"] = ':',
        ["semi"] = ';', ["equals"] = '=', ["quest"] = '?', ["commat"] = '@', ["lsqb"] = '[', ["lbrack"] = '[',
        ["bsol"] = '\\', ["rsqb"] = ']', ["rbrack"] = ']', ["Hat"] = '^', ["lowbar"] = '_', ["UnderBar"] = '_',
        ["grave"] = '`', ["DiacriticalGrave"] = '`', ["lcub"] = '{', ["lbrace"] = '{',
        ["verbar"] = '|', ["vert"] = '|', ["VerticalLine"] = '|', ["rcub"] = '}', ["rbrace"] = '}',
        ["nbsp"] = 0xA0, ["NonBreakingSpace"] = 0xA0, ["shy"] = 0xAD, ["hyphen"] = 0x2010, ["dash"] = 0x2010,
        ["ndash"] = 0x2013, ["mdash"] = 0x2014, ["ensp"] = 0x2002, ["emsp"] = 0x2003, ["thinsp"] = 0x2009,
        ["hairsp"] = 0x200A, ["ZeroWidthSpace"] = 0x200B, ["zwnj"] = 0x200C, ["zwj"] = 0x200D, ["lrm"] = 0x200E,
        ["rlm"] = 0x200F, ["NoBreak"] = 0x2060, ["InvisibleTimes"] = 0x2062, ["InvisibleComma"] = 0x2063,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_lookup =
        s_names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The code point a name stands for, -1 when it is not listed.</summary>
    internal static int Find(ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[MaxLength];
        if (name.IsEmpty || name.Length > MaxLength)
        {
            return -1;
        }

        var length = Encoding.Latin1.GetChars(name, characters);
        return s_lookup.TryGetValue(characters[..length], out var codePoint) ? codePoint : -1;
    }
}
