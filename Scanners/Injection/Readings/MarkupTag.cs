using System.Buffers;
using System.Text;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>One tag: its name, and what it says about the text in it.</summary>
internal readonly ref struct MarkupTag
{
    private static readonly SearchValues<byte> s_nameEnds = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>The fewest characters of a value in which an order would be packed.</summary>
    private const int MinPacked = 32;

    private static readonly SearchValues<byte> s_nameStarts = SearchValues.Create(" \t\r\n\"'"u8);

    private static readonly HashSet<string> s_inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "ins", "mark", "s", "small", "span", "strike", "strong",
        "sub", "sup", "u", "var", "wbr", "code", "kbd", "samp", "tt", "q", "cite",
    };

    private static readonly HashSet<string> s_code = new(StringComparer.OrdinalIgnoreCase)
        { "pre", "code", "blockquote", "q", "kbd", "samp", "tt", "xmp" };

    private static readonly HashSet<string> s_void = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    };

    private static readonly HashSet<string> s_raw = new(StringComparer.OrdinalIgnoreCase) { "script", "style" };

    private static readonly HashSet<string> s_noProse = new(StringComparer.OrdinalIgnoreCase)
    {
        "class", "style", "d", "points", "srcset", "sizes", "viewbox", "transform", "rel", "id", "media", "allow",
        "sandbox", "integrity", "font-family", "values", "keytimes", "onclick", "onload",
    };

    // Tags of no markup language, which models are told to heed or made to believe.
    private static readonly HashSet<string> s_template = new(StringComparer.OrdinalIgnoreCase)
    {
        "sys", "system", "important", "instructions", "instruction", "prompt", "assistant", "admin", "critical",
        "override", "untrusted", "system-reminder", "system-prompt",
    };

    /// <summary>Reads a tag from its opening to its closing angle bracket.</summary>
    internal MarkupTag(ReadOnlySpan<byte> tag)
    {
        IsClosing = tag[1] == '/';
        var inner = tag[(IsClosing ? 2 : 1)..^1];
        var length = inner.IndexOfAny(s_nameEnds);
        Name = length < 0 ? inner : inner[..length];
        Attributes = inner[Name.Length..];
        IsVoid = tag[^2] == '/' || IsIn(s_void, Name);
        IsProse = Attributes.Count((byte)' ') >= 2 && !Attributes.ContainsAny("=\"'"u8);
    }

    /// <summary>The element's name as written.</summary>
    internal ReadOnlySpan<byte> Name { get; }

    /// <summary>What stands behind the name.</summary>
    internal ReadOnlySpan<byte> Attributes { get; }

    /// <summary>It ends an element.</summary>
    internal bool IsClosing { get; }

    /// <summary>It begins and ends an element.</summary>
    internal bool IsVoid { get; }

    /// <summary>Words between angle brackets, no tag.</summary>
    internal bool IsProse { get; }

    /// <summary>It does not break the line.</summary>
    internal bool IsInline => IsIn(s_inline, Name);

    /// <summary>Its content is shown as code or as a quotation.</summary>
    internal bool IsCode => IsIn(s_code, Name);

    /// <summary>Its content is no markup.</summary>
    internal bool IsRaw => IsIn(s_raw, Name);

    /// <summary>A token of a chat template, no element.</summary>
    internal bool IsTemplate => Name.Contains((byte)'_') || Name.StartsWith("antml:"u8) || IsIn(s_template, Name);

    /// <summary>The length of the tag at the start of a text, or -1 when it does not end.</summary>
    internal static int End(ReadOnlySpan<byte> text)
    {
        byte quote = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var next = text[i];
            if (quote != 0)
                quote = next == quote ? (byte)0 : quote;
            else if (next == '>')
                return i + 1;
            else if (next is (byte)'"' or (byte)'\'' && text[i - 1] is (byte)'=' or (byte)' ')
                quote = next;
            else if (next == '<')
                return -1;
        }

        // An open quotation mark does not swallow the rest of the page.
        var end = text.IndexOf((byte)'>');
        return end < 0 ? -1 : end + 1;
    }

    /// <summary>True when an attribute takes the content out of people's sight.</summary>
    internal bool HidesContent()
    {
        if (Attributes.IsEmpty)
            return false;
        const int MaxLooked = 512;
        Span<byte> plain = stackalloc byte[Math.Min(MaxLooked, Attributes.Length)];
        var length = 0;
        foreach (var next in Attributes[..plain.Length])
        {
            if (next != ' ')
                plain[length++] = (byte)char.ToLowerInvariant((char)next);
        }

        ReadOnlySpan<byte> text = plain[..length];
        return text.IndexOf("display:none"u8) >= 0 || text.IndexOf("visibility:hidden"u8) >= 0
            || text.IndexOf("opacity:0;"u8) >= 0 || text.IndexOf("opacity:0\""u8) >= 0
            || text.IndexOf("font-size:0"u8) >= 0 || text.IndexOf("font-size:1px"u8) >= 0
            || text.IndexOf("color:white"u8) >= 0 || text.IndexOf("color:#fff"u8) >= 0
            || text.IndexOf("color:transparent"u8) >= 0
            || text.IndexOf("left:-9999"u8) >= 0 || text.IndexOf("text-indent:-9"u8) >= 0
            || Attributes.EndsWith(" hidden"u8) || Attributes.IndexOf(" hidden "u8) >= 0;
    }

    /// <summary>Finds the next attribute whose value is several words, or may hold some packed.</summary>
    /// <param name="attributes">What is left of the attributes.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="next">Where to look for the one after it.</param>
    internal static bool TryReadProse(ReadOnlySpan<byte> attributes, out int start, out int length, out int next)
    {
        (start, length, next) = (0, 0, 0);
        while (attributes[next..].IndexOf((byte)'=') is var equals and >= 0)
        {
            var before = attributes.Slice(next, equals).TrimEnd((byte)' ');
            var name = before[(before.LastIndexOfAny(s_nameStarts) + 1)..];
            start = next + equals + 1;
            while (start < attributes.Length && attributes[start] == ' ')
                start++;
            next = start;
            if (start >= attributes.Length || attributes[start] is not ((byte)'"' or (byte)'\''))
                continue;
            start++;
            var end = attributes[start..].IndexOf(attributes[start - 1]);
            length = end < 0 ? attributes.Length - start : end;
            next = Math.Min(attributes.Length, start + length + 1);
            var value = attributes.Slice(start, length);
            if ((value.Count((byte)' ') >= 2 || IsPacked(value)) && !IsIn(s_noProse, name))
                return true;
        }

        return false;
    }

    // Long enough for an order in base64 or hexadecimal, which the decoders are to see.
    private static bool IsPacked(ReadOnlySpan<byte> value) =>
        value.Length >= MinPacked && !value.ContainsAnyExcept(AsciiSets.PaddedBase64);

    private static bool IsIn(HashSet<string> names, ReadOnlySpan<byte> name)
    {
        const int Longest = 16;
        if (name.Length > Longest)
            return false;
        Span<char> chars = stackalloc char[Longest];
        var length = Encoding.Latin1.GetChars(name, chars);
        return names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(chars[..length]);
    }
}
