using System.Text;
using Pipelock.Scanners.Secrets;

namespace Pipelock.Scanners.Tests.Secrets.Known;

public sealed class EnvironmentSecretsTests
{
    public static TheoryData<string, string, bool> Variables => new()
    {
        { "API_KEY", "q9Zb3Kd8fXw2Lp7R", true },
        { "anything", "postgres://u:p4ss@db/prod", true },
        { "TOO_SHORT", "q9Zb3Kd8fXw2Lp7", false },
        { "TOO_PLAIN", "aaaaaaaaaaaaaaaaaaaaaaaa", false },
        { "TOO_FEW_CHARACTERS", "01234567012345670123456701234567", false }, // exactly 3.0 bits: strictly more is asked
        { "ENOUGH_CHARACTERS", "012345678012345678012345678", true },
        { "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin", false },
        { "HOME", "/home/somebody-with-a-long-name", false },
        { "LC_MESSAGES", "en_GB.UTF-8-with-a-long-tail", false },
        { "XDG_RUNTIME_DIR", "/run/user/1000-0123456789", false },
        { "INVOCATION_ID", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", false },
        { "path", "/usr/local/sbin:/usr/local/bin:/usr/sbin", true }, // names are case-sensitive
        { "UTF8", "schlüssel-geheim-äöü", true },
    };

    [Theory]
    [MemberData(nameof(Variables))]
    public void A_variable_counts_when_it_is_long_random_and_not_ordinary(string name, string value, bool selected)
    {
        var secrets = EnvironmentSecrets.Select([new(name, value)]);
        Assert.Equal(selected, !secrets.IsEmpty);
        if (selected)
        {
            Assert.Equal((name, KnownSecretKind.Environment), (secrets[0].Name, secrets[0].Kind));
            Assert.Equal(Encoding.UTF8.GetBytes(value), secrets[0].Value.ToArray());
        }
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void The_operator_sets_the_shortest_length(int minLength, bool selected) =>
        Assert.Equal(selected, !EnvironmentSecrets.Select([new("K", "abcdefghi")], minLength).IsEmpty);
}
