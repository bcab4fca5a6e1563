using System.Text.Json;

namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>
/// What requests are about: the name of the tool or prompt, the URI of the resource. An answer is judged by it.
/// </summary>
/// <remarks>
/// Each text is kept once, so that a request about something known allocates nothing. Bounded; not thread-safe: the
/// session locks.
/// </remarks>
internal sealed class RequestSubjects
{
    /// <summary>Texts kept; more than a server has tools.</summary>
    public const int Capacity = 1024;

    /// <summary>Longer ones are not remembered.</summary>
    public const int MaxLength = 256;

    private readonly BoundedMap<byte[]?> _known = new(Capacity);

    /// <summary>The text as it is kept; null when it is empty or too long.</summary>
    public byte[]? Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > MaxLength)
            return null;
        ref var kept = ref _known.Touch(MessageKey.Of(text), out _);
        return kept ??= text.ToArray();
    }

    /// <summary>The text of a JSON string, as it is kept; null when it is none, empty or too long.</summary>
    public byte[]? OfJson(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxLength || json is not [(byte)'"', ..])
            return null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Span<byte> text = stackalloc byte[MaxLength];
        return Of(text[..reader.CopyString(text)]);
    }
}
