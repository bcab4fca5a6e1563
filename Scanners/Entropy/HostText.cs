using System.Text;

namespace Pipelock.Scanners.Entropy;

/// <summary>What may be said about a host in a sentence for logs and answers.</summary>
internal static class HostText
{
    /// <summary>
    /// The host, or only its registrable domain with <c>*.</c> before it when the labels in front look like cargo: a
    /// sentence about a host must not carry on what the host was to carry out.
    /// </summary>
    public static string Quote(ReadOnlySpan<byte> host)
    {
        var registrable = RegistrableDomain.Of(host);
        var front = host[..Math.Max(0, host.Length - registrable.Length)];
        var isPlain = host.Length <= 100 && Randomness.Count(front) == 0
            && !front.ContainsAnyInRange((byte)'A', (byte)'Z');
        var text = Encoding.ASCII.GetString(isPlain ? host : registrable);
        return isPlain ? text : "*." + text;
    }
}
