using System.Security.Authentication;
using System.Security.Cryptography;
using Pipelock.Tls.Streams;

namespace Pipelock.Tls.Tests.Streams;

/// <summary>A client that does not accept a certificate is told from one that fails otherwise.</summary>
public sealed class PeerAlertTests
{
    [Theory]
    [InlineData(0x0A000418, 48)] // SSL_R_TLSV1_ALERT_UNKNOWN_CA
    [InlineData(0x0A000412, 42)] // SSL_R_SSLV3_ALERT_BAD_CERTIFICATE
    [InlineData(0x0A0000C1, null)] // SSL_R_NO_SHARED_CIPHER
    [InlineData(unchecked((int)0x80131501), null)] // COR_E_SYSTEM
    public void The_alert_is_read_from_the_failure(int code, int? alert)
    {
        var cause = new CryptographicException(code);

        Assert.Equal(alert, PeerAlert.Of(new AuthenticationException("failed", cause)));
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(42, true)]
    [InlineData(46, true)]
    [InlineData(47, false)]
    [InlineData(48, true)]
    [InlineData(120, false)]
    public void Some_alerts_are_about_the_certificate(int alert, bool about) =>
        Assert.Equal(about, PeerAlert.IsAboutCertificate(alert));
}
