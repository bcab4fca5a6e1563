using System.Text;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Runs;
using Pipelock.Scanners.Wallets;

namespace Pipelock.Scanners.Tests.Wallets;

public sealed class WalletKeyTests
{
    private const int PairRule = 0;
    private const int SeedRule = 1;
    private const int KeyRule = 2;

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
        var pair = Convert.FromHexString(hex);
        for (var at = 0; at < pair.Length; at += 7)
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

    /// <summary>Keys made by chance: Stellar, Tezos, BIP-38, Litecoin, Dogecoin, Bitcoin's test network.</summary>
    public static TheoryData<string, string> Keys => new()
    {
        { "SA65HEWMALILEQG7SVXF", "GBRRQMZKZ64QHWZPU4BRNICZHURPWKG7AROQ" },
        { "edsk33KAUVwuHxawmbjq", "qHGipZXeNja2eeoFXeoiQE9YZMppkALYWQ" },
        { "edskS7arwy14QjkRSR9X", "b7c52B29EZgSPae5SgWp7DCntSS14r4EL1mJGx4KnAjS6wrs68CXowgSd2MRcLxwfTz3WNMySUntdy" },
        { "spsk1r3UsgbtLqZ2fuvF", "V7u7tYCwsWSV2Y1TPjNXw7UR6F8vtzNuby" },
        { "p2sk4FyVL28nc75w2MPr", "6sAbWeuqUyuen4YNC8W2C99eetzeXXuAv1" },
        { "6PRM1Nop5xrA4yhVcKeQ", "55nu6DkgivUVfHLvX6xT21ULggP7qNsJa35nJt" },
        { "6PfQokaKeKz3ZkG8dFEJ", "2okavDr5iavjkRBWjQ2c98GoJU8oadt1xcMqE9" },
        { "T9WbdFWBpR8Qmp88nPZT", "dKkTk14RKM3Eo7snkWpSqrXmMaWTK5jL" },
        { "QSfvoxxRo8Wf2o8jtA8Z", "dBARZY541hg8aeDF2QzgKThft1rQ7AqS" },
        { "cUs8TrQNybyhzikwDX1y", "3UfaZQRZrgFSVnvq1EiW3MaHz2XQpFbc" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_has_its_checksum(string first, string rest)
    {
        Assert.True(WalletKey.IsValid(Encoding.ASCII.GetBytes(first + rest)));
        for (var at = 0; at < rest.Length; at++)
        {
            var other = rest[at] == 'T' ? 'U' : 'T';
            Assert.False(WalletKey.IsValid(Encoding.ASCII.GetBytes(first + rest[..at] + other + rest[(at + 1)..])));
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Such_a_key_is_found_wherever_it_stands(string first, string rest)
    {
        for (var before = 0; before < 60; before++)
            Assert.Equal([KeyRule], Find($"{string.Concat(Enumerable.Repeat("so. ", 20))[..before]}\"{first}{rest}\""));
        Assert.Empty(Find($"x{first}{rest}"));
        Assert.Empty(Find($"{first}{rest}x"));
        Assert.Empty(Find($"{first}{rest[1..]}"));
    }

    /// <summary>The same network's address, its version in front.</summary>
    [Fact]
    public void An_address_is_no_key() =>
        Assert.False(WalletKey.IsValid("GDLV4S4W7NJPMFEDFW3T3JMNGKFDMRFERVKNM6VHTDCIIIZ2CPK73OUK"u8));

    /// <summary>Whatever stands before it, and however long: a sample falls into it.</summary>
    [Fact]
    public void A_key_is_found_wherever_it_stands()
    {
        var pair = $"[{string.Join(", ", Convert.FromHexString(FirstVector))}]";
        var seed = "sp1cEWECaYAF6ipc6Z8r" + "DTfxzzhPG";
        for (var before = 0; before < 130; before++)
        {
            var padding = string.Concat(Enumerable.Repeat("so. ", 40))[..before];
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
        var pair = Convert.FromHexString(FirstVector);
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

    // It is the same whether it is known where the long runs lie or not.
    private static int[] Find(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var noted = new ulong[RunBlocks.Size(bytes.Length)];
        TextTraitsReader.Read(bytes, noted);
        var found = Find(bytes, new RunBlocks(noted));
        Assert.Equal(Find(bytes, default), found);
        return found;
    }

    private static int[] Find(byte[] text, RunBlocks runs)
    {
        var found = new SecretMatches();
        new WalletKeyFinder(PairRule, SeedRule, KeyRule).Scan(text, hasLongRun: true, runs, ref found);
        return [.. Enumerable.Range(0, found.Count).Select(index => found[index].Rule)];
    }
}
