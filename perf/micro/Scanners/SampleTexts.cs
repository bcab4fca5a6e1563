using System.Text;

namespace Pipelock.Micro.Scanners;

/// <summary>Clean texts of the kinds that agents send, of any length.</summary>
internal static class SampleTexts
{
    private const string ProseUnit =
        "The proxy reads a request, looks at the address, the fields and the text, and lets it pass when nothing in it "
        + "has to stay inside. A reader who opens this page for the first time should know, after two minutes,\n"
        + "where to look next (and where not to): the chapters are short, each of them begins with an example, and "
        + "none asks for more than the one before it. In 2024 the second edition added 3 tables.\n\n";

    private const string ChatUnit =
        "{\"role\":\"user\",\"content\":\"What does this function do, and why does it read the file twice?\\n\\n"
        + "def load(path):\\n    with open(path) as f:\\n        return f.read()\\n\"},"
        + "{\"role\":\"assistant\",\"content\":\"It opens the file, reads it \\\"whole\\\" and closes it again; the "
        + "second read happens in the caller.\",\"tokens\":128,\"cached\":false},";

    private const string JsonUnit =
        "{\"id\":1042,\"name\":\"Blue kettle\",\"price\":34.90,\"tags\":[\"kitchen\",\"steel\"],"
        + "\"stock\":{\"north\":12,\"south\":0},\"updated\":\"2024-05-17T09:30:00Z\"},";

    private const string HtmlUnit =
        "<div class=\"entry\" id=\"e-17\"><h2><a href=\"/guide/start.html?page=2&amp;sort=name\">Getting "
        + "started</a></h2>\n<p>Read the &ldquo;short&rdquo; guide first &mdash; it takes five minutes.&nbsp;Then "
        + "go&nbsp;on.</p>\n<ul>\n<li>Install &amp; run</li>\n<li>Configure</li>\n</ul>\n</div>\n";

    private const string RussianUnit =
        "Прокси читает запрос, смотрит на адрес, поля и текст и пропускает его, если ничего из этого не должно "
        + "остаться внутри. Каждая глава коротка, начинается с примера и не требует большего, чем предыдущая.\n";

    private const string ChineseUnit =
        "代理读取请求，查看地址、字段和正文，如果没有任何内容需要留在内部，就让它通过。每一章都很短，以一个例子开始。\n";

    public static byte[] Prose(int length) => Repeat(ProseUnit, length);

    public static byte[] Chat(int length) => Enclose("{\"model\":\"m-1\",\"messages\":[", ChatUnit, "{}]}", length);

    public static byte[] Json(int length) => Enclose("{\"items\":[", JsonUnit, "{}]}", length);

    /// <summary>Words of injected instructions in an order that makes none.</summary>
    public static byte[] Orders(int length) =>
        Repeat("the prior lamp, you see, now the above. system of instructions to ignore. ", length);

    public static byte[] Html(int length) => Repeat(HtmlUnit, length);

    public static byte[] Russian(int length) => Repeat(RussianUnit, length);

    public static byte[] Chinese(int length) => Repeat(ChineseUnit, length);

    /// <summary>Base 64 of bytes that are no text, as of a picture, without line breaks.</summary>
    public static byte[] Base64(int length)
    {
        var bytes = new byte[length / 4 * 3];
        new Random(7).NextBytes(bytes);
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
    }

    /// <summary>A URL of 120 bytes, as of an interface over HTTP.</summary>
    public static byte[] Url { get; } = Encoding.ASCII.GetBytes(
        "https://api.example.com/v1/projects/kitchen/items?category=kettles&sort=price&order=asc&page=2&per_page=50"
        + "&fields=name,tag");

    public static byte[] Repeat(string unit, int length)
    {
        var one = Encoding.UTF8.GetBytes(unit);
        var text = new byte[length];
        for (var at = 0; at < length; at += one.Length)
            one.AsSpan(0, Math.Min(one.Length, length - at)).CopyTo(text.AsSpan(at));
        return text;
    }

    private static byte[] Enclose(string start, string unit, string end, int length)
    {
        var text = new StringBuilder(start);
        do
        {
            text.Append(unit);
        }
        while (text.Length + unit.Length + end.Length <= length);
        return Encoding.ASCII.GetBytes(text.Append(end).ToString());
    }
}
