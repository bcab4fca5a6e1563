using System.Text;
using Pipelock.Scanners.Mcp;

namespace Pipelock.Scanners.Tests.Mcp;

public sealed class ParameterNamesTests
{
    [Theory]
    [InlineData("content_of_ssh_id_rsa")]
    [InlineData("ssh-key-contents")]
    [InlineData("readPrivateKey")]
    [InlineData("private_key_data")]
    [InlineData("dump_env_vars")]
    [InlineData("env-file-content")]
    [InlineData("etc_passwd_content")]
    [InlineData("stealCredentials")]
    [InlineData("exfil_api_keys")]
    [InlineData("extract.access.token")]
    [InlineData("aws_credentials_value")]
    [InlineData("upload_bash_history")]
    [InlineData("user_ssh_private_key")]
    [InlineData("callerPrivateKey")]
    [InlineData("env_dump")]
    [InlineData("printenv-output")]
    [InlineData("session_cookies_dump")]
    public void A_name_that_asks_for_a_secret_is_seen(string name) =>
        Assert.True(ParameterNames.AsksForSecrets(Encoding.UTF8.GetBytes(name)));

    [Theory]
    [InlineData("path")]
    [InlineData("content")]
    [InlineData("api_key")]
    [InlineData("access_token")]
    [InlineData("privateKeyPath")]
    [InlineData("ssh_key")]
    [InlineData("credentials")]
    [InlineData("secret_value")]
    [InlineData("get_access_token")]
    [InlineData("env_vars")]
    [InlineData("environmentVariables")]
    [InlineData("env_data")]
    [InlineData("user_environment")]
    [InlineData("host_key_id")]
    [InlineData("ssh_private_key")]
    [InlineData("password")]
    [InlineData("data")]
    [InlineData("contentEncoding")]
    [InlineData("passwordless")]
    public void A_name_of_every_day_is_left_alone(string name) =>
        Assert.False(ParameterNames.AsksForSecrets(Encoding.UTF8.GetBytes(name)));
}
