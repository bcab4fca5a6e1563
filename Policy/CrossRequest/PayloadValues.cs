using System.Buffers;
using System.Text.Json;

namespace Pipelock.Policy.CrossRequest;

/// <summary>Takes the values out of a message, in order: what its author wrote, without the frame around it.</summary>
internal static class PayloadValues
{
    /// <summary>Bytes of one message that are looked at.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>Adds the values of a query: what stands behind each equals sign, or a parameter without one.</summary>
    public static void AddQuery(ReadOnlySpan<byte> url, List<byte[]> values)
    {
        var question = url.IndexOf((byte)'?');
        if (question < 0) return;
        var query = url[(question + 1)..];
        if (query.IndexOf((byte)'#') is var fragment and >= 0) query = query[..fragment];
        AddForm(query, values);
    }

    /// <summary>Adds the values of a body: of its JSON strings, of its form fields, or all of it.</summary>
    public static void AddBody(ReadOnlySpan<byte> body, List<byte[]> values)
    {
        if (body.IsEmpty) return;
        if (body.Length > Limit) body = body[..Limit];
        var first = body[0];
        if (first is (byte)'{' or (byte)'[' && TryAddJson(body, values)) return;
        if (!body.ContainsAny(" \r\n<{"u8) && body.Contains((byte)'=')) AddForm(body, values);
        else values.Add(body.ToArray());
    }

    private static void AddForm(ReadOnlySpan<byte> form, List<byte[]> values)
    {
        foreach (var range in form.Split((byte)'&'))
        {
            var field = form[range];
            var value = field[(field.IndexOf((byte)'=') + 1)..];
            if (!value.IsEmpty) values.Add(Unescape(value));
        }
    }

    private static byte[] Unescape(ReadOnlySpan<byte> value)
    {
        var output = new ArrayBufferWriter<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '%' && i + 2 < value.Length && char.IsAsciiHexDigit((char)value[i + 1])
                && char.IsAsciiHexDigit((char)value[i + 2]))
            {
                c = Convert.FromHexString([(char)value[i + 1], (char)value[i + 2]])[0];
                i += 2;
            }

            output.Write([c == '+' ? (byte)' ' : c]);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>A body that was cut, or is no JSON after all, gives the values up to there.</summary>
    private static bool TryAddJson(ReadOnlySpan<byte> body, List<byte[]> values)
    {
        var before = values.Count;
        var reader = new Utf8JsonReader(body, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.String) continue;
                var value = new byte[reader.ValueSpan.Length];
                var length = reader.ValueIsEscaped ? reader.CopyString(value) : Copy(reader.ValueSpan, value);
                if (length > 0) values.Add(value[..length]);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return values.Count > before;
        }

        return true;
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}
