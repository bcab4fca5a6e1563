using System.Text;

namespace Pipelock.EndToEnd.Tests.Secrets;

/// <summary>A made-up secret of one kind.</summary>
/// <param name="Kind">The rule that has to find it, by its display name.</param>
/// <param name="Text">What stands in the request: the secret with whatever makes it recognisable.</param>
/// <param name="Core">The part that must never be seen again.</param>
public sealed record SecretSample(string Kind, string Text, string Core)
{
    /// <summary>The kind without case and punctuation: display names and rule ids compare equal in it.</summary>
    public static string Fold(string name) =>
        new StringBuilder().AppendJoin(
            "", name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)).ToString();

    /// <inheritdoc/>
    public override string ToString() => Kind;
}
