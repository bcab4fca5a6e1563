using System.Buffers;

namespace Pipelock.Scanners.Bodies.Json;

/// <summary>The lexical level of JSON: where a string or number ends, whether a string is a key.</summary>
internal static class JsonTokens
{
    /// <summary>The bytes that begin a string or a number.</summary>
    internal static readonly SearchValues<byte> FieldStarts = SearchValues.Create("\"-0123456789"u8);

    private static readonly SearchValues<byte> s_numberParts = SearchValues.Create("+-.0123456789eE"u8);

    /// <summary>The offset after the token at an offset; one byte for whatever is neither string nor number.</summary>
    internal static int End(ReadOnlySpan<byte> body, int start)
    {
        if (body[start] == '"')
        {
            return StringEnd(body, start + 1);
        }

        if (!FieldStarts.Contains(body[start]))
        {
            return start + 1;
        }

        var length = body[start..].IndexOfAnyExcept(s_numberParts);
        return length < 0 ? body.Length : start + length;
    }

    /// <summary>The offset after the last byte inside a string token, whose quote may be missing at the end.</summary>
    internal static int ContentEnd(ReadOnlySpan<byte> body, int start, int end) =>
        end - 1 > start && body[end - 1] == '"' ? end - 1 : end;

    /// <summary>True when a colon follows.</summary>
    internal static bool IsKey(ReadOnlySpan<byte> body, int end)
    {
        var next = body[end..].IndexOfAnyExcept(" \t\r\n"u8);
        return next >= 0 && body[end + next] == ':';
    }

    private static int StringEnd(ReadOnlySpan<byte> body, int at)
    {
        while (at < body.Length)
        {
            var next = body[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return body.Length;
            }

            at += next;
            if (body[at] == '"')
            {
                return at + 1;
            }

            at += 2; // the escaped byte is part of the string whatever it is
        }

        return body.Length;
    }
}
