using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One expression of a rule.</summary>
/// <remarks>
/// Compiled when its words are first seen near each other: few of the phrases ever are. The matcher is .NET's
/// <see cref="RegexOptions.NonBacktracking"/>, linear in the length of the text. It works on characters, so bytes of
/// other scripts are read as private ones: none of them is a letter to <c>\b</c>, each counts as one.
/// </remarks>
/// <param name="rule">Index of the rule.</param>
/// <param name="family">The family of the rule.</param>
/// <param name="weight">What the rule weighs.</param>
/// <param name="pattern">The expression, over the plain form of a text.</param>
internal sealed class Phrase(int rule, int family, int weight, string pattern)
{
    private const char FirstOfOthers = '\uE000';
    private const ushort LastOfAscii = 0x7F;

    private Regex? _regex;

    /// <summary>Index of the rule.</summary>
    public int Rule => rule;

    /// <summary>The family of the rule.</summary>
    public int Family => family;

    /// <summary>What the rule weighs.</summary>
    public int Weight => weight;

    /// <summary>The expression.</summary>
    public string Pattern => pattern;

    /// <summary>The expression, ready to match what <see cref="Widen"/> gives.</summary>
    public Regex Regex => _regex ??= new Regex(
        Private(pattern), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <summary>Reads bytes as the characters that expressions match.</summary>
    public static void Widen(ReadOnlySpan<byte> text, Span<char> destination)
    {
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(destination[..text.Length]));
        var at = 0;
        for (; at + Vector128<byte>.Count <= text.Length; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref source, (nuint)at);
            var wide = Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes));
            var others = Vector256.GreaterThan(wide, Vector256.Create(LastOfAscii));
            (wide + (others & Vector256.Create((ushort)FirstOfOthers))).StoreUnsafe(ref target, (nuint)at);
        }

        for (; at < text.Length; at++)
            destination[at] = text[at] <= LastOfAscii ? (char)text[at] : (char)(FirstOfOthers + text[at]);
    }

    private static string Private(string pattern)
    {
        if (Ascii.IsValid(pattern))
            return pattern;
        var bytes = Encoding.UTF8.GetBytes(pattern);
        var characters = new char[bytes.Length];
        Widen(bytes, characters);
        return new string(characters);
    }
}
