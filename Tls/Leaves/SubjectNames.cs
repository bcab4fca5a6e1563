using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Tls.Leaves;

/// <summary>The subject alternative name of one host (RFC 5280 §4.2.1.6).</summary>
/// <remarks>
/// Written here because the name comes from a handshake: names that the base class library's builder would refuse, with
/// an underscore or an unusual IDN label, are names that clients use and check byte for byte.
/// </remarks>
internal static class SubjectNames
{
    private const string Oid = "2.5.29.17";

    /// <summary>An address becomes iPAddress [7], everything else dNSName [2].</summary>
    public static X509Extension Of(string host, bool critical)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (IPAddress.TryParse(host, out var address))
                writer.WriteOctetString(address.GetAddressBytes(), new Asn1Tag(TagClass.ContextSpecific, 7));
            else
                writer.WriteCharacterString(
                    UniversalTagNumber.IA5String, host, new Asn1Tag(TagClass.ContextSpecific, 2));
        }

        return new X509Extension(Oid, writer.Encode(), critical);
    }
}
