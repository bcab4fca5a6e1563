using Pipelock.Scanners.Injection.Phrases;
using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Decides which variants of a text are worth a look, and writes them.</summary>
internal static class Variants
{
    private static readonly PhraseVariant[] s_all =
        [
            PhraseVariant.Confusable, PhraseVariant.Invisible, PhraseVariant.Leet, PhraseVariant.Squeezed,
            PhraseVariant.Spaced, PhraseVariant.Visible,
        ];

    /// <summary>All variants; the ones that a text does not need are written as nothing.</summary>
    internal static ReadOnlySpan<PhraseVariant> Of(ReadOnlySpan<byte> view, ReadOnlySpan<byte> folded) =>
        view.IsEmpty || folded.IsEmpty ? [] : s_all;

    /// <summary>Writes one variant; empty when it would show nothing new.</summary>
    /// <param name="variant">Which one.</param>
    /// <param name="view">The text.</param>
    /// <param name="folded">Its plain form.</param>
    /// <param name="work">Where to write.</param>
    internal static ReadOnlySpan<byte> Write(
        PhraseVariant variant, ReadOnlySpan<byte> view, ReadOnlySpan<byte> folded, InjectionWork work)
    {
        switch (variant)
        {
            case PhraseVariant.Confusable when Utf8Rewriter.IndexOfChange<Confusables>(view) >= 0:
                return Fold(view, PhraseOptions.Confusables, work);
            case PhraseVariant.Invisible when Utf8Rewriter.IndexOfChange<InvisibleCharacters>(view) >= 0:
                return Fold(view, PhraseOptions.InvisibleIsSpace, work);
            case PhraseVariant.Leet when LeetText.IsCandidate(folded):
                var letters = work.Variant(folded.Length)[..folded.Length];
                LeetText.Write(folded, letters);
                return letters;
            case PhraseVariant.Squeezed:
                var room = work.Variant(folded.Length + 1);
                return room[..SqueezedText.Write(folded, room)];
            case PhraseVariant.Spaced when SpacedText.IsCandidate(view):
                var fold = PhraseText.MaxLength(view.Length);
                var words = work.Variant(fold + view.Length)[fold..];
                return Fold(words[..SpacedText.Write(view, words)], PhraseOptions.None, work);
            case PhraseVariant.Visible when folded.Contains(Markers.HiddenStart):
                var visible = work.Variant(folded.Length);
                return visible[..VisibleText.Write(folded, visible)];
            default:
                return default;
        }
    }

    private static ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> view, PhraseOptions options, InjectionWork work)
    {
        var room = work.Variant(PhraseText.MaxLength(view.Length));
        var cuts = new Cuts(0, view.Length);
        return room[..PhraseText.Fold(view, room, options, ref cuts)];
    }
}
