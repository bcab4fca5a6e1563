using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Tests.Text.Pieces;

/// <summary>A secret in pieces is put together wherever it stands; fields of logs and tables are not.</summary>
public class SplitChainsTests
{
    private const string Token = "glpat-pEr6uDkfvz8BCqh298Kw";

    private static readonly string[] s_lines =
    [
        "2026-11-23T06:39:16.759Z INFO  [worker-6] GET /v1/orders/91498 status=200 bytes=8784 duration=15ms\n",
        "83.243.39.102 - - [06/Nov/2026:13:00:00 +0000] \"GET /v2/items?page=7 HTTP/1.1\" 200 8784 \"-\" \"curl/8.5.0\"\n",
        "Nov 23 06:39:16 web-01 sshd[24081]: Accepted publickey for deploy from 10.0.3.17 port 51234 ssh2\n",
        "-rw-r--r--  1 root root  6043848 Nov 23 08:20 libssl.so.3\n",
        "27,Customer 27,Springfield,9623.10,2026-08-04\n",
        "root     36823  5.0  0.0   62773  96066 ?        Ss   09:14   4:05 sshd: deploy@pts/0\n",
        "\tat com.example.orders.OrderService.price(OrderService.java:192)\n",
        "{\"uid\": \"4c22b1f4-bbb9-1047-4d56-c5aecb7dc45a\", \"resourceVersion\": \"59374377\", \"count\": 14}\n",
    ];

    public static TheoryData<string> Lines => [.. s_lines];

    public static TheoryData<string, string> Cut => new()
    {
        { "by characters of its own too", "g:l:p:a:t:-:p:E:r:6:u:D:k:f:v:z:8:B:C:q:h:2:9:8:K:w" },
        { "by a dash between blanks", "glpat-pEr6 - uDkfv - z8BCq - h298K - w" },
        { "by a dash between blanks, in words", "of glpat-pEr6 - uDkfvz8 - BCqh298 - Kw secret ends the scan of it" },
        { "by blanks behind a word", "key glpat-pEr6u Dkfvz8 BCqh298 Kw" },
        { "by tabs", "glpat-p\tEr6uD\tkfvz8\tBCqh2\t98Kw" },
        { "where letters and digits meet", "glpat-p,E,r,6,u,D,kfvz,8,BC,qh,298,K,w" },
        { "behind a chain that its first piece ends", "Blue L9 glpat-pEr6@uDkfvz8BCq@h298Kw" },
        { "behind a time that another chain would begin with", "06:39:16.569Z INFO x glpat-pEr6, uDkfvz8, BCqh298, Kw" },
    };

    public static TheoryData<string, string> Long => new()
    {
        { "digits before its letters", "1234567890123456789012345678901234567890abcDEFghi" },
        { "letters before its digits", "AbCdEfGhIjKlMnOpQrStUvWxYzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" },
    };

    [Theory, MemberData(nameof(Cut))]
    public void A_token_is_put_together_however_it_is_cut(string how, string text)
    {
        var seen = Extract($"{s_lines[0]}{{\"k\":\"{text}\"}}\n{s_lines[4]}");
        Assert.Equal((how, true), (how, seen.Contains(Token, StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Long))]
    public void A_chain_is_read_from_its_first_piece_to_its_last(string what, string secret)
    {
        foreach (var separator in new[] { ";", "::", " | " })
        {
            var seen = Extract($"{s_lines[1]}x=\"{string.Join(separator, secret.ToCharArray())}\"\n{s_lines[1]}");
            Assert.Equal((what, separator, true), (what, separator, seen.Contains(secret, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void The_line_that_begins_a_key_keeps_its_dashes()
    {
        var seen = Extract("\"-----BE#GIN#PRIV#ATE#KEY--#---\"");
        Assert.Contains("-----BEGINPRIVATEKEY-----", seen, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Lines))]
    public void Nothing_is_put_together_from_logs_and_tables(string line) =>
        Assert.Equal("", Extract(string.Concat(Enumerable.Repeat(line, 40))));

    [Fact]
    public void Random_pieces_between_lines_of_logs_are_put_together()
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var tokens =
            from token in Gen.ArrayOf(Gen.Elements(Digits.ToCharArray()), 28)
            from sizes in Gen.ArrayOf(Gen.Choose(1, 7), 40)
            from separator in Gen.Elements("|", ";", "~", "::", ", ", " | ", "*", "#")
            from before in Gen.Elements(s_lines)
            from behind in Gen.Elements(s_lines)
            select (Secret: "AKIA" + new string(token), sizes, separator, before, behind);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20261123, 9),
            Prop.ForAll(tokens.ToArbitrary(), one => Extract(
                $"{one.before}key=\"{Pieces(one.Secret, one.sizes, one.separator)}\"\n{one.behind}")
                .Contains(one.Secret, StringComparison.Ordinal)));
    }

    private static string Pieces(string secret, int[] sizes, string separator)
    {
        var pieces = new List<string>();
        for (int at = 0, i = 0; at < secret.Length; at += sizes[i++ % sizes.Length])
        {
            pieces.Add(secret.Substring(at, Math.Min(sizes[i % sizes.Length], secret.Length - at)));
        }

        return string.Join(separator, pieces);
    }

    // The destination is exactly as long as is asked for: writing beyond it throws.
    private static string Extract(string text)
    {
        var bytes = Bytes.Of(text);
        var destination = new byte[SplitChains.MaxLength(bytes.Length)];
        return Bytes.Text(destination.AsSpan(0, SplitChains.Extract(bytes, CutText.Lanes(bytes).Split, destination)));
    }
}
