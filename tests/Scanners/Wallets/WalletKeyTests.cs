using System.Text;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Wallets;

namespace Pipelock.Scanners.Tests.Wallets;

public sealed class WalletKeyTests
{
    private const int PairRule = 0;
    private const int SeedRule = 1;

    private const string FirstVector =
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    /// <summary>Private and public keys of the test vectors of RFC 8032 §7.1.</summary>
    public static TheoryData<string> Vectors => new(
        FirstVector,
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
            + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"
            + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_private_key_belongs_to_its_public_key(string hex) =>
        Assert.True(Ed25519Pair.IsValid(Convert.FromHexString(hex)));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_single_other_bit_parts_them(string hex)
    {
        byte[] pair = Convert.FromHexString(hex);
        for (int at = 0; at < pair.Length; at += 7)
        {
            pair[at] ^= 0x10;
            Assert.False(Ed25519Pair.IsValid(pair), $"byte {at}");
            pair[at] ^= 0x10;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void Other_lengths_are_no_pair(int length) => Assert.False(Ed25519Pair.IsValid(new byte[length]));

    [Theory]
    [InlineData("sp1cEWECaYAF6ipc6Z8r", "DTfxzzhPG", true)]
    [InlineData("sEd7Lzz4vrnuucmsogHy", "x1ttPFAWaDq", true)]
    [InlineData("sp1cEWECaYAF6ipc6Z8r", "DTfxzzhPp", false)]
    [InlineData("sEd7Lzz4vrnuucmsogHy", "x1ttPFAWaDp", false)]
    [InlineData("Sp1cEWECaYAF6ipc6Z8r", "DTfxzzhPG", false)]
    [InlineData("sp1cEWECaYAF6ipc6Z8r", "", false)]
    [InlineData("s0lIEWECaYAF6ipc6Z8r", "DTfxzzhPG", false)]
    public void A_family_seed_has_its_checksum(string first, string rest, bool isSeed) =>
        Assert.Equal(isSeed, RippleSeed.IsValid(Encoding.ASCII.GetBytes(first + rest)));

    /// <summary>Whatever stands before it, and however long: a sample falls into it.</summary>
    [Fact]
    public void A_key_is_found_wherever_it_stands()
    {
        string pair = $"[{string.Join(", ", Convert.FromHexString(FirstVector))}]";
        string seed = "sp1cEWECaYAF6ipc6Z8r" + "DTfxzzhPG";
        for (int before = 0; before < 130; before++)
        {
            string padding = string.Concat(Enumerable.Repeat("so. ", 40))[..before];
            Assert.Equal([PairRule], Find($"{padding}:{pair};"));
            Assert.Equal([SeedRule], Find($"{padding}:{seed} {padding}"));
        }
    }

    [Theory]
    [InlineData(",")]
    [InlineData(" ")]
    [InlineData(",\n    ")]
    [InlineData("\r\n")]
    public void Numbers_are_parted_in_any_way(string separator) => Assert.Equal(
        [PairRule], Find("id.json: " + string.Join(separator, Convert.FromHexString(FirstVector))));

    [Fact]
    public void Numbers_that_are_too_many_too_few_or_too_large_are_no_pair()
    {
        byte[] pair = Convert.FromHexString(FirstVector);
        Assert.Empty(Find(string.Join(",", pair[..63])));
        Assert.Empty(Find(string.Join(",", pair) + ",7"));
        Assert.Empty(Find(string.Join(",", pair[..63]) + ",282"));
    }

    [Theory]
    [InlineData("x", "")]
    [InlineData("", "x")]
    [InlineData("_", "")]
    [InlineData("", "+")]
    public void A_part_of_a_longer_word_is_no_seed(string before, string behind) =>
        Assert.Empty(Find($"{before}sp1cEWECaYAF6ipc6Z8rDTfxzzhPG{behind}"));

    private static int[] Find(string text)
    {
        var found = new SecretMatches();
        new WalletKeyFinder(PairRule, SeedRule).Scan(Encoding.ASCII.GetBytes(text), hasLongRun: true, ref found);
        return [.. Enumerable.Range(0, found.Count).Select(index => found[index].Rule)];
    }
}
