using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Url;

namespace Pipelock.Scanners.Tests.Url;

/// <summary>Pieces judged together are what each of them is alone.</summary>
public sealed class PlainPiecesTests
{
    private static readonly string[] s_parts =
    [
        "items", "v1", "2026-11-23", "2026-11-23T00:00:00Z", "AKIA", "getUserById", "x", "A", "-", "k3Yq9ZpL", "https",
        "550e8400-e29b-41d4-a716-446655440000",
        "1042", "how to", "strengths", "aeiou", "queueing", "\u00e9", "I am", "",
        "3b18e512dba79e4c8300dd08aeb37f8e728b8dad", "a longer text of words that go on behind the end of a block", "M",
    ];

    [Fact]
    public void A_piece_is_judged_as_it_is_alone()
    {
        var urls = Gen.ArrayOf(
            from first in Gen.Elements(s_parts)
            from second in Gen.Elements(s_parts)
            from separator in Gen.Elements("/", "=", "&", "?", ";", "#")
            select first + second + separator);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(20261123, 9).WithEndSize(12),
            Prop.ForAll(
                urls.ToArbitrary(), static parts => AreJudgedAlike(Encoding.UTF8.GetBytes(string.Concat(parts)))));
    }

    private static bool AreJudgedAlike(byte[] url)
    {
        var pieces = new PlainPieces(url);
        var start = 0;
        for (var end = 0; end < url.Length; end++)
        {
            if (!"/=&?;#"u8.Contains(url[end]))
                continue;
            ReadOnlySpan<byte> piece = url.AsSpan(start..end);
            var alone = piece.ToArray();
            if (pieces.IsPlain(piece) != PlainText.IsPlain(alone, alone.Length))
                return false;
            start = end + 1;
        }

        return true;
    }
}
