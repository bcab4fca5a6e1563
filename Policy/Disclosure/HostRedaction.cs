using System.Text;

namespace Pipelock.Policy.Disclosure;

/// <summary>Writes a host name without the labels that may carry a secret.</summary>
public static class HostRedaction
{
    /// <summary>What stands in place of what is not told.</summary>
    public const string Marker = "[redacted]";

    /// <summary>Registered names are rarely this long, and no secret that a rule knows is shorter.</summary>
    private const int LongestToldLabel = 15;

    /// <summary>More digits than this in a registered name may be a number that was looked for.</summary>
    private const int MostToldDigits = 3;

    /// <summary>The registrable domain behind the marker; less where that itself may be the secret.</summary>
    /// <param name="host">A host without brackets or port.</param>
    /// <returns><c>[redacted].example.com</c>, <c>[redacted].com</c>, or just the marker.</returns>
    public static string Redact(ReadOnlySpan<byte> host)
    {
        var domain = RegistrableDomain.Of(host);
        var dot = domain.IndexOf((byte)'.');
        if (dot < 0)
            return Marker;
        var label = domain[..dot];
        var told = MayBeTold(label) ? domain : domain[(dot + 1)..];
        return $"{Marker}.{Encoding.ASCII.GetString(told)}";
    }

    /// <summary>The host as far as <paramref name="disclosure"/> allows, in lower case.</summary>
    public static string Tell(ReadOnlySpan<byte> host, UrlDisclosure disclosure) =>
        disclosure == UrlDisclosure.Domain ? Redact(host) : Encoding.UTF8.GetString(host).ToLowerInvariant();

    private static bool MayBeTold(ReadOnlySpan<byte> label)
    {
        var digits = 0;
        foreach (var one in label)
        {
            if (char.IsAsciiDigit((char)one))
                digits++;
        }

        return label.Length <= LongestToldLabel && digits <= MostToldDigits;
    }
}
