namespace Pipelock.EndToEnd.Tests.Secrets;

/// <summary>The table itself: a wrong sample would make a right proxy fail, or worse, the other way round.</summary>
public sealed class SecretSamplesTests
{
    [Fact]
    public void There_is_one_sample_of_each_of_the_48_kinds() =>
        Assert.Equal(48, SecretSamples.All.Select(sample => SecretSample.Fold(sample.Kind)).Distinct().Count());

    [Fact]
    public void No_two_samples_share_their_core() =>
        Assert.Equal(SecretSamples.All.Count, SecretSamples.All.Select(sample => sample.Core).Distinct().Count());

    [Fact]
    public void A_base58check_text_has_the_published_form() => // the example of the format's own documentation
        Assert.Equal(
            "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
            Base58Check.Encode(
                [0x80, .. Convert.FromHexString("0C28FCA386C7A227600B2FE50B7CAE11EC86D3BF1FBE471BE89827E19D72AA1D")]));

    [Theory]
    [InlineData("GitHub Token", "github-token")]
    [InlineData("AWS Access ID", "aws-access-id")]
    [InlineData("GitHub Fine-Grained PAT", "github-fine-grained-pat")]
    public void A_kind_and_its_rule_id_fold_to_the_same(string name, string id) =>
        Assert.Equal(SecretSample.Fold(name), SecretSample.Fold(id));
}
