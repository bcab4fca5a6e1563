using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Secrets.Shapes;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Secrets.Shapes;

public sealed class ShapeFinderTests
{
    private const string Card = "Credit Card Number";
    private const string Token = "MTA0NzM4MjkxMDQ1ODM3MjYx.GaBcDe.abcdefghijklmnopqrstuvwxyz0";
    private const string RandomToken = "NotDigits0butRandom9Part.GaBcDe.Abcdefghijklmnopqrstuvwxyz0";

    // No two digits and no eight letters side by side.
    private const string DashedToken = "Nx0-Ab_c1D-eF_g2H-iJ_k3L.Ga-B_e.aB-c1_De-f2_Gh-i3_Jk-l4_Mn-o";

    private static readonly ShapeFinder s_finder = new(new ShapeRules(RuleSet.BuiltIn.Rules));

    /// <summary>Pieces out of which texts full of near misses are made.</summary>
    private static readonly string[] s_pieces =
    [
        "123-45-6789", "000-12-3456", "219-09-9123", "-", ".", " ", "  ", "0", "7", "x", "Z", "é", "\n",
        "GB82WEST12345698765432", "GB82 WEST 1234 5698 7654 32", "NO9386011117947", "DE89370400440532013000",
        "GB83WEST12345698765432", "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", "KLKLKLKLKL", "555555555",
        "AB12", "2026-01-15T10:00:00Z", "550e8400-e29b-41d4-a716-446655440000", "lorem ipsum dolor",
    ];

    public static TheoryData<string, string?> Cards => new()
    {
        { "4111111111111111", "4111111111111111" },
        { "x 4111 1111 1111 1111 y", "4111 1111 1111 1111" },
        { "4111-1111-1111-1111", "4111-1111-1111-1111" },
        { "3782 822463 10005", "3782 822463 10005" },
        { "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1" },
        { "41111111 11111111", "41111111 11111111" },
        { "4111111111111111 12 28 123", "4111111111111111" },
        { "4111 1111 1111 1111 12/28 123", "4111 1111 1111 1111" },
        { "id 7 4111111111111111", "4111111111111111" },
        { "card:4111111111111111,", "4111111111111111" },
        { "4111111111111111.", "4111111111111111" },
        { "4111.1111.1111.1111", "4111.1111.1111.1111" },
        { "n=4111_1111_1111_1111;", "4111_1111_1111_1111" },
        { "4111:1111:1111:1111.", "4111:1111:1111:1111" },
        { "4111.1111.1111.1112", null },
        { "4111.1111:1111.1111", null },
        { "4111,1111,1111,1111", null },
        { "4111.1111.1111.1111.1", null },
        { "1.4111.1111.1111.1111", null },
        { "fe80:4111:1111:1111:1111:1", null },
        { "4111.1111.1111.1111a", null },
        // Parts of something longer.
        { "94111111111111111", null },
        { "41111111111111111", null },
        { "4111111111111111-2", null },
        { "2-4111111111111111", null },
        { "4111111111111111a", null },
        { "a4111111111111111", null },
        { "4111111111111111.5", null },
        { "3.4111111111111111", null },
        { "1234 4111 1111 1111 1111", null },
        { "12345678-4111-1111-1111-111111111111", null },
        { "abcdef01-4111-1111-1111-1111deadbeef", null },
        { "4111  1111  1111  1111", null },
        { "64704213-5703-4194-afd7-bf1122334455", null },
        { "64704213-5703-4194-and so on", "64704213-5703-4194" },
        { "4242 4242 4242 4242", "4242 4242 4242 4242" },
        { "5352 5354 5353 5351", null }, // a row of a table of code points, with a valid check digit by chance
        // Other long numbers.
        { "1700000000000000", null },
        { "20260115103000123", null },
        { "1234567890123456789", null },
        { "0000000000000000", null },
    };

    public static TheoryData<string, string?> DiscordTokens => new()
    {
        { Token, Token },
        { $"Bot {Token} end", Token },
        { "zz" + Token, Token },
        { RandomToken, RandomToken },
        { "MTA0NzM4MjkxMDQ1ODM3MjYx.GaBcD.abcdefghijklmnopqrstuvwxyz0", null },
        { "MTA0NzM4MjkxMDQ1ODM3MjYx.GaBcDe.abcdefghijklmnopqrstuvwxyz", null },
        { "MTA0NzM4MjkxMDQ1ODM3MjY.GaBcDe.abcdefghijklmnopqrstuvwxyz0", null },
        { "namespaceorganisationlong.module.averyveryverylongclassnameindeed", null },
        { "XTA0NzM4MjkxMDQ1ODM3MjYx.GaBcDe.Abcdefghijklmnopqrstuvwxyz0", null },
        { "a sentence.Hello .And so on", null },
    };

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_card_number_is_found_alone_and_never_inside_a_longer_number(string text, string? card) =>
        Assert.Equal(card, TestEngine.Matched(Card, text));

    [Theory]
    [MemberData(nameof(DiscordTokens))]
    public void A_bot_token_is_told_from_dotted_names(string text, string? token) =>
        Assert.Equal(token, TestEngine.Matched("Discord Bot Token", text));

    [Theory]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    [InlineData("4111_1111_1111_1111")]
    [InlineData("123-45-6789")]
    [InlineData("GB82 WEST 1234 5698 7654 32")]
    [InlineData("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ")]
    [InlineData("L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5BWv3ENZ")]
    [InlineData(Token)]
    [InlineData(DashedToken)]
    public void A_shape_is_found_at_every_offset_of_a_block(string shape)
    {
        // What stands around it is of no class, so that nothing but the shape opens the gate.
        for (var before = 0; before < 140; before++)
        {
            for (var after = 0; after < 70; after += 23)
            {
                var text = new string('~', before) + " " + shape + " " + new string('~', after);
                var match = Assert.Single(Found(text));
                Assert.Equal((before + 1, before + 1 + shape.Length), (match.Start, match.End));
            }
        }
    }

    [Fact]
    public void The_kernel_finds_what_plain_regular_expressions_find()
    {
        var texts = Gen.ListOf(Gen.Elements(s_pieces)).Select(string.Concat);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(20260101, 7).WithEndSize(60),
            Prop.ForAll(texts.ToArbitrary(), text =>
            {
                var ascii = text.Replace('é', '\u001A');
                var kernel = Found(ascii)
                    .Select(match => (RuleSet.BuiltIn.Rules[match.Rule].Name, match.Start, match.End))
                    .Where(match => match.Name is not (Card or "Discord Bot Token"));
                return kernel.Order().SequenceEqual(NaiveShapes.Find(ascii).Order());
            }));
    }

    [Fact]
    public void Any_bytes_are_judged_without_error()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20260102, 9).WithEndSize(400),
            Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
            {
                SecretMatches sink = default;
                s_finder.Scan(bytes, hasLongRun: true, default, ref sink);
                return sink.Count >= 0;
            }));
    }

    [Fact]
    public void A_megabyte_of_single_digits_takes_linear_time()
    {
        var text = new byte[1 << 20];
        for (var i = 0; i < text.Length; i++)
            text[i] = (byte)((i & 1) == 0 ? '4' : ' ');
        SecretMatches sink = default;
        s_finder.Scan(text, hasLongRun: true, default, ref sink);
        Assert.Equal(0, sink.Count);
    }

    // It is the same whether it is known where the long runs lie or not.
    private static List<SecretMatch> Found(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var noted = new ulong[RunBlocks.Size(bytes.Length)];
        var hasLongRun = (TextTraitsReader.Read(bytes, noted) & TextTraits.LongRun) != 0;
        var found = Found(bytes, hasLongRun, new RunBlocks(noted));
        Assert.Equal(Found(bytes, hasLongRun: true, default), found);
        return found;
    }

    private static List<SecretMatch> Found(byte[] text, bool hasLongRun, RunBlocks runs)
    {
        SecretMatches sink = default;
        s_finder.Scan(text, hasLongRun, runs, ref sink);
        var found = new List<SecretMatch>();
        for (var i = 0; i < sink.Count; i++)
            found.Add(sink[i]);
        return found;
    }
}
