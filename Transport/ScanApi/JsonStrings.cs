using System.Text.Json;

namespace Pipelock.Transport.ScanApi;

/// <summary>The texts in a JSON document, keys included, as somebody who reads them one after the other sees
/// them.</summary>
public static class JsonStrings
{
    /// <summary>Every string of <paramref name="json"/>, unescaped, each on lines of its own.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static byte[] Join(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        using var text = new MemoryStream(json.Length);
        var buffer = new byte[json.Length];
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
            if (reader.ValueIsEscaped)
            {
                try
                {
                    text.Write(buffer, 0, reader.CopyString(buffer));
                }
                catch (InvalidOperationException)
                {
                    text.Write(reader.ValueSpan); // Half a surrogate pair: what else stands there is still read.
                }
            }
            else
            {
                text.Write(reader.ValueSpan);
            }

            text.WriteByte((byte)'\n');
        }

        return text.ToArray();
    }
}
