using System.Net;
using System.Text;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Policy.Disclosure;

/// <summary>Writes a host name without the labels that may carry a secret.</summary>
public static class HostRedaction
{
    /// <summary>What stands in place of what is not told.</summary>
    public const string Marker = "[redacted]";

    /// <summary>The registrable domain behind the marker; less where that itself may be the secret.</summary>
    /// <param name="host">A host without brackets or port.</param>
    /// <returns><c>[redacted].example.com</c>, <c>[redacted].com</c>, or just the marker.</returns>
    public static string Redact(ReadOnlySpan<byte> host)
    {
        if (HostLiteral.TryParse(host, out IPAddress address))
            return address.ToString(); // A number hides nothing, and there is no name to cut.
        var told = RegistrableDomain.Of(host);
        while (!told.IsEmpty)
        {
            var dot = told.IndexOf((byte)'.');
            if (HarmlessName.Is(told, (byte)'.'))
                return dot < 0 && told.Length == host.Length ? Marker : $"{Marker}.{Encoding.ASCII.GetString(told)}";
            told = dot < 0 ? default : told[(dot + 1)..];
        }

        return Marker;
    }

    /// <summary>The host as far as <paramref name="disclosure"/> allows, in lower case.</summary>
    public static string Tell(ReadOnlySpan<byte> host, UrlDisclosure disclosure) =>
        disclosure == UrlDisclosure.Domain ? Redact(host) : Encoding.UTF8.GetString(host).ToLowerInvariant();
}
