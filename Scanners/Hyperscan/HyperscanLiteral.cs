using System.Globalization;
using System.Text;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>Bytes to look for exactly as they are.</summary>
/// <param name="Bytes">Any bytes, at least one.</param>
/// <param name="Flags"><see cref="HyperscanFlags.None"/> or <see cref="HyperscanFlags.Caseless"/>.</param>
/// <param name="Id">What its matches report.</param>
public readonly record struct HyperscanLiteral(ReadOnlyMemory<byte> Bytes, HyperscanFlags Flags, uint Id)
{
    /// <summary>Writes bytes as a pattern: all but ASCII letters and digits become <c>\xHH</c>.</summary>
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
