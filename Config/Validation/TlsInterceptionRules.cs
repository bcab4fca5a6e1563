using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Opening of TLS inside tunnels.</summary>
internal static class TlsInterceptionRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        var tls = options.TlsInterception;
        sink.Domains("tls_interception.passthrough_domains", tls.PassthroughDomains);
        sink.Domains("tls_interception.intercept_only", tls.InterceptOnly);
        for (var i = 0; i < tls.ClientCertificates.Length; i++)
            CheckClient(tls.ClientCertificates[i], KeyPaths.Element("tls_interception.client_certificates", i), sink);
        if (tls.UpstreamCaFile.Length > 0)
            sink.Exists("tls_interception.upstream_ca_file", tls.UpstreamCaFile);
        if (!tls.Enabled)
            return;

        sink.Positive("tls_interception.cert_ttl", tls.CertTtl);
        sink.Positive("tls_interception.cert_cache_size", tls.CertCacheSize);
        sink.Positive("tls_interception.max_response_bytes", tls.MaxResponseBytes);
        if (tls.CaCert.Length > 0)
            sink.Exists("tls_interception.ca_cert", tls.CaCert);
        if (tls.CaKey.Length > 0)
            sink.Private("tls_interception.ca_key", tls.CaKey, FileChecks.KeyForbidden);
        if (tls.CaKeyPassphraseFile.Length > 0)
        {
            sink.Private(
                "tls_interception.ca_key_passphrase_file", tls.CaKeyPassphraseFile, FileChecks.SecretForbidden);
        }
    }

    private static void CheckClient(ClientCertificateOptions client, string key, ValidationSink sink)
    {
        sink.Required($"{key}.host", client.Host, "to say who is shown the certificate");
        sink.Exists($"{key}.cert", client.Cert);
        sink.Private($"{key}.key", client.Key, FileChecks.KeyForbidden);
    }
}
