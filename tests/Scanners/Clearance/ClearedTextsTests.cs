using System.Text;
using Pipelock.Scanners.Clearance;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Tests.Clearance;

/// <summary>What was cleared is known again, and nothing else is.</summary>
public sealed class ClearedTextsTests
{
    private const string Text = "https://api.example.com/v1/conversations/42/messages?page=2";

    private static readonly Examiner s_examiner = new(1, MediaKind.Json);

    public static TheoryData<string, string, Examiner, bool> Cases => new()
    {
        { "the same text", Text, s_examiner, true },
        { "one that is longer", Text + "1", s_examiner, false },
        { "one that is shorter", Text[..^1], s_examiner, false },
        { "the same text, other rules", Text, s_examiner with { Engine = 2 }, false },
        { "the same text, read otherwise", Text, s_examiner with { Kind = MediaKind.Markup }, false },
        { "nothing", "", s_examiner, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_what_was_cleared_is_held(string name, string text, Examiner examiner, bool held)
    {
        var cleared = new ClearedTexts(slots: 1, maxLength: 100);
        cleared.Add(Bytes(Text), s_examiner);
        Assert.True(held == cleared.Hold(Bytes(text), examiner), name);
    }

    [Fact]
    public void A_text_that_differs_in_any_single_byte_is_not_held()
    {
        var cleared = new ClearedTexts(slots: 1, maxLength: 100);
        cleared.Add(Bytes(Text), s_examiner);
        for (var i = 0; i < Text.Length; i++)
        {
            var other = Bytes(Text);
            other[i] ^= 1;
            Assert.False(cleared.Hold(other, s_examiner), $"byte {i}");
        }
    }

    [Fact]
    public void A_later_text_takes_the_place_of_an_earlier_one()
    {
        var cleared = new ClearedTexts(slots: 1, maxLength: 100);
        cleared.Add(Bytes(Text), s_examiner);
        cleared.Add(Bytes(Text[..20]), s_examiner);
        Assert.Equal(
            (false, true), (cleared.Hold(Bytes(Text), s_examiner), cleared.Hold(Bytes(Text[..20]), s_examiner)));
    }

    [Fact]
    public void Texts_that_differ_in_their_last_characters_only_have_places_of_their_own()
    {
        const int Slots = 64;
        var cleared = new ClearedTexts(Slots, maxLength: 100);
        byte[][] texts = [.. Enumerable.Range(0, Slots).Select(i => Bytes($"{Text}{i:D3}"))];
        foreach (var text in texts)
            cleared.Add(text, s_examiner);
        // By chance about two in three keep theirs.
        Assert.InRange(texts.Count(text => cleared.Hold(text, s_examiner)), Slots / 2, Slots);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Texts_of_some_lengths_are_kept(int length, bool kept)
    {
        var cleared = new ClearedTexts(slots: 4, maxLength: 100);
        var text = Bytes(new string('a', length));
        cleared.Add(text, s_examiner);
        Assert.Equal(kept, cleared.Hold(text, s_examiner));
    }

    [Fact]
    public void Keeping_another_text_of_the_same_length_allocates_nothing()
    {
        var cleared = new ClearedTexts(slots: 1, maxLength: 100);
        var text = Bytes(Text);
        cleared.Add(text, s_examiner);
        var before = GC.GetAllocatedBytesForCurrentThread();
        text[10]++;
        cleared.Add(text, s_examiner);
        var held = cleared.Hold(text, s_examiner);
        Assert.Equal((true, 0), (held, GC.GetAllocatedBytesForCurrentThread() - before));
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
