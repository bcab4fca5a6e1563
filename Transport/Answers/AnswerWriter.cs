using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipelock.Transport.Answers;

/// <summary>Writes the proxy's own answers.</summary>
public static class AnswerWriter
{
    /// <summary>Longest value of a field of ours; a reason may quote a host name of any length, and advice
    /// may have to name several rules.</summary>
    private const int MaxFieldValue = 1024;

    /// <summary>Writes <paramref name="answer"/> as one complete message.</summary>
    /// <param name="output">Where it goes; nothing is flushed.</param>
    /// <param name="answer">What is said.</param>
    /// <param name="withoutBody">The request was HEAD: the fields are those of the answer to GET, the body is left
    /// out.</param>
    /// <param name="close">The connection ends after it.</param>
    public static void Write(IBufferWriter<byte> output, Answer answer, bool withoutBody, bool close)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        var head = new StringBuilder(512);
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {StatusText.Of(answer.Status)}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {answer.ContentType}\r\n");
        head.Append("X-Content-Type-Options: nosniff\r\n");
        foreach (var (name, value) in answer.Fields)
        {
            head.Append(name).Append(": ");
            AppendValue(head, value);
            head.Append("\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Date: {DateTime.UtcNow:R}\r\nContent-Length: {body.Length}\r\n");
        if (close) head.Append("Connection: close\r\n");
        head.Append("\r\n");
        output.Write(Encoding.ASCII.GetBytes(head.ToString()));
        if (!withoutBody) output.Write(body);
    }

    /// <summary>
    /// Field values hold what came from outside: anything that is not printable ASCII becomes a question mark.
    /// </summary>
    private static void AppendValue(StringBuilder head, string value)
    {
        var bounded = value.AsSpan(0, Math.Min(value.Length, MaxFieldValue));
        foreach (var c in bounded) head.Append(c is >= ' ' and <= '~' ? c : '?');
    }
}
