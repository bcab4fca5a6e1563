using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Takes a text out of the syntax it is wrapped in.</summary>
internal static class Structure
{
    /// <summary>True when the words of a text may differ from those that are written in it.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> text, MediaKind kind, TextTraits traits) =>
        (traits & TextTraits.Unusual) != 0 || (kind == MediaKind.Json && (traits & TextTraits.Backslash) != 0)
        || text.Contains((byte)'<');

    /// <summary>The text; what was not shown or is code is marked in it (<see cref="Markers"/>).</summary>
    internal static ReadOnlySpan<byte> Undo(
        ReadOnlySpan<byte> text, MediaKind kind, InjectionWork work, ref Cuts cuts)
    {
        if (kind == MediaKind.Json)
        {
            var room = work.Plain((text.Length * 2) + 8);
            var length = JsonText.Write(text, room, ref cuts);
            cuts = cuts.Moved(length);
            text = room[..length];
            if (!MarkupText.IsCandidate(text))
                return text;
            var second = work.Variant(length + 8);
            var unmarked = MarkupText.Write(text, second, ref cuts);
            cuts = cuts.Moved(unmarked);
            second[..unmarked].CopyTo(room);
            return room[..unmarked];
        }

        if (kind == MediaKind.Markup || MarkupText.IsCandidate(text))
        {
            var room = work.Plain(text.Length + 8);
            var length = MarkupText.Write(text, room, ref cuts);
            cuts = cuts.Moved(length);
            return room[..length];
        }

        if (!Markers.IsIn(text))
            return text;
        var copy = work.Plain(text.Length)[..text.Length];
        text.CopyTo(copy);
        Markers.Clear(copy);
        return copy;
    }
}
