using System.Runtime.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Text;

public sealed class ClosedUpTests
{
    [Fact]
    public void What_is_kept_stands_side_by_side() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261123, 7),
            Prop.ForAll(
                Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf(64).ToArbitrary(),
                Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 99), Gen.Constant(100))
                    .SelectMany(static share => Gen.Choose(0, 99).Select(roll => roll < share).ArrayOf(64))
                    .ToArbitrary(),
                static (bytes, kept) =>
                {
                    byte[] expected = [.. bytes.Where((_, i) => kept[i])];
                    return Written(ClosedUp.Write, bytes, kept).SequenceEqual(expected)
                        && Written(ClosedUp.WriteEights, bytes, kept).SequenceEqual(expected);
                }));

    private delegate int Writer(Vector512<byte> block, Vector512<byte> kept, Span<byte> destination);

    private static byte[] Written(Writer write, byte[] bytes, bool[] kept)
    {
        byte[] mask = [.. kept.Select(static keep => (byte)(keep ? 0xFF : 0))];
        var destination = new byte[64];
        return destination[..write(Vector512.Create(bytes), Vector512.Create(mask), destination)];
    }
}
