using System.Globalization;
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

    private const string EventUnit =
        "{\"id\":\"3fa9c1d2-7c1d-4e0b-9a3f-5b2e6c8d11aa\",\"ts\":\"2024-05-17T09:30:01.097Z\",\"kind\":\"login\","
        + "\"user\":{\"id\":88213,\"country\":\"DE\"},\"ms\":15.5,\"ok\":true},";

    private const string ToolUnit =
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_7Xq2Lk\",\"type\":\"function\","
        + "\"function\":{\"name\":\"read_file\",\"arguments\":\"{\\\"path\\\":\\\"packages/core/index.test.ts\\\","
        + "\\\"start\\\":1}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"call_7Xq2Lk\",\"content\":\"import { load } "
        + "from '../src';\\n\\ntest('loads', () => {\\n  expect(load(\\\"a.json\\\")).toEqual({ a: 1 });\\n});\\n\"},";

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

    /// <summary>Records with UUIDs, points in time and numbers.</summary>
    public static byte[] Events(int length) => Enclose("{\"events\":[", EventUnit, "{}]}", length);

    /// <summary>A chat in which a tool is called: identifiers, and code in strings.</summary>
    public static byte[] ToolCalls(int length) =>
        Enclose("{\"model\":\"m-1\",\"messages\":[", ToolUnit, "{}]}", length);

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

    /// <summary>Lines as servers log them: times, numbers, digests, one assignment behind the other.</summary>
    public static byte[] Log(int length)
    {
        var random = new Random(7);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"2026-11-23T06:{random.Next(60):D2}:{random.Next(60):D2}.{random.Next(1000):D3}Z INFO  "
                + $"[worker-{random.Next(1, 9)}] GET /v1/orders/{random.Next(100_000)} status=200 "
                + $"bytes={random.Next(10_000)} duration={random.Next(400)}ms "
                + $"trace={random.NextInt64():x16}{random.NextInt64():x16}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    /// <summary>Lines of a table: names, numbers, dates.</summary>
    public static byte[] Table(int length)
    {
        var random = new Random(7);
        var text = new StringBuilder("id,name,city,amount,date\n");
        for (var line = 1; text.Length < length; line++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{line},Customer {line},Springfield,{random.Next(10_000)}.{random.Next(100):D2},"
                + $"2026-{random.Next(1, 13):D2}-{random.Next(1, 29):D2}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    /// <summary>A file of this project, from its root on; over again where it is shorter.</summary>
    public static byte[] File(string path, int length) => Repeat(System.IO.File.ReadAllText(path), length);

    /// <summary>URLs of about 120 bytes, by what stands in them.</summary>
    public static IReadOnlyDictionary<string, byte[]> Urls { get; } = new Dictionary<string, string>
    {
        ["of words"] = "https://api.example.com/v1/projects/kitchen/items?category=kettles&sort=price&order=asc&page=2"
            + "&per_page=50&fields=name,tag",
        ["with escapes"] = "https://search.example.org/html/?q=how%20to%20set%20up%20a%20reverse%20proxy%20with%20"
            + "websocket%20support%20and%20tls&kl=us",
        ["with a UUID"] = "https://store.example.net/builds/artifacts/2026/11/23/550e8400-e29b-41d4-a716-446655440000"
            + "/report.json?v=12345&tab=log",
        ["with a digest"] = "https://files.example.org/packages/4f/1a/9c7e2b61d0a84be9b9a1c7a3f1e4ad2c5b6d7e8f90a1b2c3"
            + "d4e5f6a7b8c9/requests-2.32.3.tar.gz",
        ["with identifiers"] = "https://api.example.com/v1/threads/thread_abc123def456ghi789jkl012/runs/"
            + "run_abc123def456ghi789jkl012/steps?limit=20",
        ["with times"] = "https://www.example.com/calendar/v3/calendars/primary/events?timeMin=2026-11-23T00:00:00Z"
            + "&maxResults=250&orderBy=start",
        ["with numbers"] = "https://maps.example.com/v2/route?from=52.520008,13.404954&to=48.137154,11.576124"
            + "&mode=driving&units=metric&alt=true",
        ["with ULIDs"] = "https://api.example.com/v3/messages/01ARZ3NDEKTSV4RRFFQ69G5FAV/attachments/"
            + "01BX5ZZKBKACTAV9WEVGEMMVRZ?format=json&inline=true",
        ["with plus signs"] = "https://www.example.com/search?q=best+electric+kettle+2026+under+50+euros"
            + "&category=kitchen&sort=relevance&page=1&hl=en",
        ["with payment ids"] = "https://api.pay.example.com/v1/customers/cus_NffrFeUfNV2Hib/payment_methods?type=card"
            + "&limit=10&starting_after=pm_1NO6mA",
    }.ToDictionary(url => url.Key, url => Encoding.ASCII.GetBytes(url.Value));

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
