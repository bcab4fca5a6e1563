using Pipelock.Config.Document;
using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Loading;

/// <summary>Files that a configuration names: where they are looked for, and who else may read them.</summary>
public class FilesTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static TheoryData<string, string> Relative => new()
    {
        { "dlp: {secrets_file: keys/$}", "dlp.secrets_file" },
        { "tls_interception: {ca_cert: keys/$}", "tls_interception.ca_cert" },
        { "tls_interception: {ca_key: keys/$}", "tls_interception.ca_key" },
        { "tls_interception: {upstream_ca_file: keys/$}", "tls_interception.upstream_ca_file" },
        { "license_file: keys/$", "license_file" },
        { "file_sentry: {watch_paths: [keys/$]}", "file_sentry.watch_paths" },
        { "upstream_proxy: {url: 'http://a', username: b, password_file: keys/$}", "upstream_proxy.password_file" },
        {
            "forward_proxy: {auth: {users: [{name: b, password_file: keys/$}]}}",
            "forward_proxy.auth.users[0].password_file"
        },
    };

    public static TheoryData<UnixFileMode, bool> SecretModes => new()
    {
        { Owner, true },
        { UnixFileMode.UserRead, true },
        { Owner | UnixFileMode.GroupRead, true },
        { Owner | UnixFileMode.GroupWrite, false },
        { Owner | UnixFileMode.OtherRead, false },
        { Owner | UnixFileMode.OtherExecute, false },
    };

    [Theory, MemberData(nameof(Relative))]
    public void A_relative_path_starts_at_the_configuration_file(string yaml, string key)
    {
        using var file = new TemporaryConfig("a.yaml", yaml.Replace("$", "one", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(file.Directory, "keys"));
        var beside = file.Beside("keys/one", "content\n");
        var line = Assert.Single(
            OptionsText.Lines(file.Load().Options), line => line.StartsWith($"{key} = ", StringComparison.Ordinal));
        Assert.Equal(beside, line[(key.Length + 3)..].Trim('[', ']'));
    }

    [Fact]
    public void An_absolute_path_stays_as_it_is()
    {
        using var file = new TemporaryConfig("a.yaml", "file_sentry: {watch_paths: [/srv/../data]}");
        Assert.Equal(["/srv/../data"], file.Load().Options.FileSentry.WatchPaths.AsEnumerable());
    }

    [Theory]
    [InlineData("HOME", "/home/agent/.pipelock/ca.pem")]
    [InlineData("PIPELOCK_HOME", "/state/.pipelock/ca.pem")]
    public void The_local_authority_lies_in_the_state_directory_unless_said_otherwise(string name, string path)
    {
        using var file = new TemporaryConfig("a.yaml", "");
        var loaded = file.Load(null, (name, name == "HOME" ? "/home/agent" : "/state"));
        Assert.Equal(path, loaded.Options.TlsInterception.CaCert);
    }

    [Theory, MemberData(nameof(SecretModes))]
    public void A_file_with_secrets_is_refused_where_others_can_reach_it(UnixFileMode mode, bool accepted)
    {
        using var file = new TemporaryConfig("a.yaml", "dlp: {secrets_file: secrets.txt}");
        file.Beside("secrets.txt", "one\n", mode);
        if (accepted)
            Assert.EndsWith("secrets.txt", file.Load().Options.Dlp.SecretsFile);
        else
            Assert.Contains("chmod 600", Assert.Throws<ConfigException>(() => file.Load()).Message);
    }

    [Theory]
    [InlineData(Owner, true)]
    [InlineData(Owner | UnixFileMode.GroupRead, false)]
    [InlineData(Owner | UnixFileMode.UserExecute, false)]
    [InlineData(Owner | UnixFileMode.OtherRead, false)]
    public void The_key_of_the_local_authority_is_more_private_still(UnixFileMode mode, bool accepted)
    {
        using var file = new TemporaryConfig("a.yaml", "tls_interception: {enabled: true, ca_cert: c, ca_key: k}");
        file.Beside("c", "certificate");
        file.Beside("k", "key", mode);
        Assert.Equal(accepted, Record.Exception(() => file.Load()) is null);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n", "is empty")]
    [InlineData("large", "larger than 16 KiB")]
    [InlineData(null, "does not exist")]
    public void A_licence_file_that_holds_no_licence_is_refused(string? content, string reason)
    {
        using var file = new TemporaryConfig("a.yaml", "license_file: licence");
        if (content is not null)
            file.Beside("licence", content == "large" ? new string('x', 16 * 1024 + 1) : content);
        var problem = Assert.Single(Assert.Throws<ConfigException>(() => file.Load()).Problems);
        Assert.Equal("license_file", problem.KeyPath);
        Assert.Contains(reason, problem.Message);
    }

    [Fact]
    public void A_licence_file_wins_over_the_licence_in_the_configuration()
    {
        using var file = new TemporaryConfig("a.yaml", "license_file: licence\nlicense_key: inline");
        file.Beside("licence", "\nfrom-file\n");
        Assert.Equal("from-file", file.Load().Options.LicenseKey);
    }
}
