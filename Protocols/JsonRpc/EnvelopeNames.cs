using System.Text;

namespace Pipelock.Protocols.JsonRpc;

/// <summary>The names of the members, and the names that some readers take for them.</summary>
internal static class EnvelopeNames
{
    /// <summary>The last member that stands in the message itself; the others stand in its params.</summary>
    private const EnvelopeMember LastOfMessage = EnvelopeMember.Error;

    private static readonly string[] s_names =
        ["", "jsonrpc", "id", "method", "params", "result", "error", "name", "arguments", "_meta"];

    /// <summary>The member a name stands for.</summary>
    /// <param name="name">The name, escapes undone.</param>
    /// <param name="inParams">Whether it stands in the params rather than in the message.</param>
    /// <param name="isLookalike">
    /// True for a name that readers which ignore letter case take for the member (the JSON reader of Go, for one).
    /// </param>
    internal static EnvelopeMember Find(ReadOnlySpan<byte> name, bool inParams, out bool isLookalike)
    {
        isLookalike = false;
        const int Longest = 24; // "arguments" with every letter a non-ASCII one
        if (name.Length > Longest)
            return EnvelopeMember.Other;
        Span<char> text = stackalloc char[Longest];
        var length = Encoding.UTF8.GetChars(name, text);
        Fold(text[..length]);
        var first = inParams ? LastOfMessage + 1 : EnvelopeMember.Version;
        var last = inParams ? EnvelopeMember.Meta : LastOfMessage;
        for (var member = first; member <= last; member++)
        {
            if (!text[..length].SequenceEqual(s_names[(int)member]))
                continue;
            isLookalike = !Ascii.Equals(name, s_names[(int)member]);
            return member;
        }

        return EnvelopeMember.Other;
    }

    // Unicode simple folding, as far as it leads to ASCII letters: the long s and the Kelvin sign beside A to Z.
    private static void Fold(Span<char> text)
    {
        foreach (ref var c in text)
        {
            c = c switch
            {
                >= 'A' and <= 'Z' => (char)(c | 0x20),
                '\u017F' => 's',
                '\u212A' => 'k',
                _ => c,
            };
        }
    }
}
