using System.Globalization;
using System.Text;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>Writes bytes as a pattern that matches exactly them.</summary>
public static class HyperscanLiteral
{
    /// <summary>Every byte that is not an ASCII letter or digit becomes <c>\xHH</c>.</summary>
    public static string Escape(ReadOnlySpan<byte> literal)
    {
        var pattern = new StringBuilder(literal.Length * 2);
        foreach (var b in literal)
        {
            if (char.IsAsciiLetterOrDigit((char)b))
                pattern.Append((char)b);
            else
                pattern.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }

        return pattern.ToString();
    }
}
