using System.Text;
using Pipelock.Scanners;

namespace Pipelock.Policy.Disclosure;

/// <summary>Reads which header a finding stood in.</summary>
public static class HeaderPlace
{
    private const string Prefix = "header ";

    /// <summary>The header's name; null when none is named, or when the name itself may be what was found.</summary>
    public static string? Name(Finding finding)
    {
        if (!finding.Where.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var name = finding.Where[Prefix.Length..];
        // A scanner that will not repeat a name gives the field's number instead.
        return !int.TryParse(name, out _) && HarmlessName.Is(Encoding.UTF8.GetBytes(name), (byte)'-') ? name : null;
    }
}
