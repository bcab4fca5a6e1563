using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Tests.Records;

public sealed class ByteRingTests
{
    [Fact]
    public void Records_come_out_as_they_went_in_whatever_their_sizes()
    {
        var sizes = Gen.Choose(0, 60).ArrayOf(200);
        var seeded = FsCheck.Config.QuickThrowOnFailure.WithReplay(47, 53).WithMaxTest(200);
        Check.One(seeded, Prop.ForAll(Arb.From(sizes), (int[] all) =>
        {
            var ring = new ByteRing(256, 0);
            var written = new Queue<byte[]>();
            var same = true;
            for (var i = 0; i < all.Length; i++)
            {
                var record = new byte[all[i]];
                record.AsSpan().Fill((byte)i);
                if (ring.TryWrite(record, urgent: false))
                    written.Enqueue(record);
                if (all[i] % 3 == 0)
                    ring.Drain(read => same &= read.SequenceEqual(written.Dequeue()));
            }

            ring.Drain(read => same &= read.SequenceEqual(written.Dequeue()));
            return same && written.Count == 0 && ring.IsEmpty;
        }));
    }

    [Fact]
    public void A_full_ring_refuses_and_takes_again_once_drained()
    {
        var ring = new ByteRing(64, 0);
        Assert.True(ring.TryWrite(new byte[24], urgent: false));
        Assert.True(ring.TryWrite(new byte[24], urgent: false));
        Assert.False(ring.TryWrite(new byte[1], urgent: true));
        Assert.Equal(2, ring.Drain(_ => { }));
        Assert.True(ring.TryWrite(new byte[56], urgent: false));
        Assert.False(ring.TryWrite(new byte[57], urgent: false));
    }

    [Fact]
    public void The_reserve_is_open_to_urgent_records_only()
    {
        var ring = new ByteRing(256, 64);
        while (ring.TryWrite(new byte[8], urgent: false))
        {
        }

        Assert.Equal(192, ring.Claimed);
        for (var i = 0; i < 4; i++)
            Assert.True(ring.TryWrite(new byte[8], urgent: true));
        Assert.False(ring.TryWrite(new byte[8], urgent: true));
    }

    [Fact]
    public async Task Many_producers_lose_nothing_and_keep_their_own_order()
    {
        const int Producers = 4;
        const int Each = 20_000;
        var ring = new ByteRing(4096, 0);
        var writers = Enumerable.Range(0, Producers).Select(who => Task.Run(() => Produce(ring, who, Each))).ToArray();
        var next = new int[Producers];
        var read = 0;
        while (read < Producers * Each)
        {
            read += ring.Drain(record =>
            {
                var who = BinaryPrimitives.ReadInt32LittleEndian(record);
                Assert.Equal(next[who]++, BinaryPrimitives.ReadInt32LittleEndian(record[4..]));
            });
        }

        await Task.WhenAll(writers);
        Assert.All(next, count => Assert.Equal(Each, count));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(32, 0)]
    [InlineData(64, 64)]
    [InlineData(64, -1)]
    public void Sizes_that_cannot_work_are_refused(int capacity, int reserve) =>
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => new ByteRing(capacity, reserve));

    private static void Produce(ByteRing ring, int who, int count)
    {
        Span<byte> record = stackalloc byte[8 + (who * 5)];
        BinaryPrimitives.WriteInt32LittleEndian(record, who);
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record[4..], i);
            while (!ring.TryWrite(record, urgent: false))
                Thread.Yield();
        }
    }
}
