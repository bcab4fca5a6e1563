using System.Text;

namespace Pipelock.Micro.Scanners;

/// <summary>All rows of the check.</summary>
internal static class RatioCases
{
    private const int Kibi = 1024;
    private const int Mebi = 1024 * Kibi;
    private const double HostileBar = 10;

    private static readonly byte[] s_plain = Encoding.ASCII.GetBytes("text/plain");
    private static readonly byte[] s_json = Encoding.ASCII.GetBytes("application/json");
    private static readonly byte[] s_html = Encoding.ASCII.GetBytes("text/html; charset=utf-8");

    public static IEnumerable<RatioCase> Of(ScanRig rig)
    {
        yield return AsText(rig, "text, prose 64 B", 10, SampleTexts.Prose(64));
        yield return AsText(rig, "text, prose 1 KiB", 5, SampleTexts.Prose(Kibi));
        yield return AsText(rig, "text, prose 10 KiB", 5, SampleTexts.Prose(10 * Kibi));
        yield return AsText(rig, "text, prose 1 MiB", 4, SampleTexts.Prose(Mebi));
        yield return AsText(rig, "text, licence 10 KiB", 5, SampleTexts.File("LICENSE", 10 * Kibi));
        yield return AsText(rig, "text, manual 10 KiB", 5, SampleTexts.File("docs/operations.md", 10 * Kibi));
        yield return AsText(rig, "text, code 10 KiB", 5, SampleTexts.File("Policy/PolicySnapshot.cs", 10 * Kibi));
        yield return AsText(rig, "text, table 10 KiB", 5, SampleTexts.Table(10 * Kibi));
        yield return AsText(rig, "text, log 10 KiB", 5, SampleTexts.Log(10 * Kibi));
        yield return AsText(rig, "text, log 1 MiB", 4, SampleTexts.Log(Mebi));
        yield return AsBody(rig, "body, prose 10 KiB", 5, SampleTexts.Prose(10 * Kibi), s_plain);
        yield return AsBody(rig, "body, prose 1 MiB", 4, SampleTexts.Prose(Mebi), s_plain);
        yield return AsText(rig, "text, JSON 1 KiB", 6, SampleTexts.Json(Kibi));
        yield return AsBody(rig, "body, JSON 1 KiB", 6, SampleTexts.Json(Kibi), s_json);
        yield return AsBody(rig, "body, chat 1 KiB", 6, SampleTexts.Chat(Kibi), s_json);
        yield return AsText(rig, "text, chat 1 KiB", 6, SampleTexts.Chat(Kibi));
        // Far from the bar of the others yet: no worse than they are.
        yield return AsBody(rig, "body, events 1 KiB", 6, SampleTexts.Events(Kibi), s_json);
        yield return AsBody(rig, "body, tool calls 1 KiB", 6, SampleTexts.ToolCalls(Kibi), s_json);
        foreach (var (kind, url) in SampleTexts.Urls)
            yield return new($"URL of 120 bytes {kind}", 20, () => rig.PlainScan(url), () => rig.Url(url));
        yield return AsAnswer(rig, "answer, prose 10 KiB", 5, SampleTexts.Prose(10 * Kibi), s_plain);
        yield return AsAnswer(rig, "answer, prose 1 MiB", 4, SampleTexts.Prose(Mebi), s_plain);
        yield return AsAnswer(rig, "answer, JSON 1 KiB", 6, SampleTexts.Json(Kibi), s_json);
        yield return AsAnswer(rig, "answer, chat 1 KiB", 6, SampleTexts.Chat(Kibi), s_json);
        yield return AgainstAnswer(rig, "answer, words of orders 64 KiB", SampleTexts.Orders(64 * Kibi));
        yield return AgainstProse(rig, "chat 64 KiB", SampleTexts.Chat(64 * Kibi), s_json);
        yield return AgainstProse(rig, "HTML 64 KiB", SampleTexts.Html(64 * Kibi), s_html);
        yield return AgainstProse(rig, "base64 64 KiB", SampleTexts.Base64(64 * Kibi), s_plain);
        yield return AgainstProse(rig, "Russian 10 KiB", SampleTexts.Russian(10 * Kibi), s_plain);
        yield return AgainstProse(rig, "Chinese 10 KiB", SampleTexts.Chinese(10 * Kibi), s_plain);
        foreach (var name in HostileTexts.Names)
        {
            yield return AgainstProse(rig, $"hostile 64 KiB, {name}", HostileTexts.Make(name, 64 * Kibi), s_json);
        }
    }

    private static RatioCase AsText(ScanRig rig, string name, double bar, byte[] text) =>
        new(name, bar, () => rig.PlainScan(text), () => rig.Text(text));

    private static RatioCase AsBody(ScanRig rig, string name, double bar, byte[] body, byte[] type) =>
        new(name, bar, () => rig.PlainScan(body), () => rig.Body(body, type));

    private static RatioCase AsAnswer(ScanRig rig, string name, double bar, byte[] body, byte[] type) =>
        new(name, bar, () => rig.PlainWordScan(body), () => rig.Answer(body, type));

    private static RatioCase AgainstAnswer(ScanRig rig, string name, byte[] body)
    {
        var prose = SampleTexts.Prose(body.Length);
        return new(name, HostileBar, () => rig.Answer(prose, s_plain), () => rig.Answer(body, s_plain));
    }

    // Clean prose of the same length, examined in the same way, is what a slow text is compared with.
    private static RatioCase AgainstProse(ScanRig rig, string name, byte[] body, byte[] type)
    {
        var prose = SampleTexts.Prose(body.Length);
        return new(name, HostileBar, () => rig.Body(prose, s_plain), () => rig.Body(body, type));
    }
}
