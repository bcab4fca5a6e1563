using System.Text;
using Pipelock.Policy.Disclosure;

namespace Pipelock.Policy.Tests.Disclosure;

public sealed class HarmlessNameTests
{
    [Theory]
    [InlineData("Authorization", '-', true)]
    [InlineData("X-Amz-Content-Sha256", '-', true)]
    [InlineData("X-Goog-Api-Key", '-', true)]
    [InlineData("example.com", '.', true)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", '-', false)]
    [InlineData("X-ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A", '-', false)]
    [InlineData("4111-1111-1111-1111", '-', false)]
    [InlineData("a-b-c-d-e-f-g", '-', false)]
    [InlineData("sixteen-letters-abcdefghijklmnop", '-', false)]
    public void A_name_is_told_when_it_cannot_be_a_secret(string name, char separator, bool harmless) =>
        Assert.Equal(harmless, HarmlessName.Is(Encoding.ASCII.GetBytes(name), (byte)separator));
}
