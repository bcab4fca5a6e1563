using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Protocols.Sse.Deltas;

namespace Pipelock.Protocols.Tests.Sse.Deltas;

/// <summary>What the events of each API append, and to what.</summary>
public class DeltaJoinerTests
{
    public static TheoryData<string, string> Table => new()
    {
        // OpenAI chat completions
        { """{"choices":[{"index":0,"delta":{"content":"Hello"}}]}""", "Text 0.0 'Hello'" },
        { """{"choices":[{"delta":{"content":"Hello"},"index":2}]}""", "Text 2.0 'Hello'" },
        { """{"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""}}],"usage":null}""", "" },
        { """{"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]}""", "Text 0.0 'a' Text 1.0 'b'" },
        { """{"choices":[{"index":0,"delta":{"content":null,"refusal":"No"}}]}""", "Refusal 0.0 'No'" },
        { """{"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}""", "Reasoning 0.0 'hm'" },
        { """{"choices":[{"index":0,"delta":{"reasoning":"hm"}}]}""", "Reasoning 0.0 'hm'" },
        { """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"x","type":"function","function":{"name":"f","arguments":"{\"a\""}}]}}]}""", "ToolArguments 0.1 '{\"a\"'" },
        { """{"choices":[{"index":1,"delta":{"tool_calls":[{"function":{"arguments":"x"},"index":2},{"index":3,"function":{"arguments":"y"}}]}}]}""", "ToolArguments 1.2 'x' ToolArguments 1.3 'y'" },
        { """{"choices":[{"index":0,"delta":{"function_call":{"arguments":"x"}}}]}""", "ToolArguments 0.0 'x'" },
        { """{"choices":[{"index":0,"text":"old"}]}""", "Text 0.0 'old'" },
        { """{"choices":[],"usage":{"total_tokens":5}}""", "" },
        { """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "" },
        // OpenAI responses
        { """{"type":"response.output_text.delta","item_id":"m","output_index":1,"content_index":2,"delta":"Hi"}""", "Text 1.2 'Hi'" },
        { """{"delta":"Hi","content_index":2,"output_index":1,"type":"response.output_text.delta"}""", "Text 1.2 'Hi'" },
        { """{"type":"response.function_call_arguments.delta","output_index":0,"delta":"{"}""", "ToolArguments 0.0 '{'" },
        { """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"so"}""", "Reasoning 0.1 'so'" },
        { """{"type":"response.refusal.delta","output_index":0,"delta":"no"}""", "Refusal 0.0 'no'" },
        { """{"type":"response.completed","response":{"output":[{"content":[{"text":"whole"}]}]}}""", "" },
        // Anthropic messages
        { """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":"Be"}}""", "Text 1.0 'Be'" },
        { """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"gin"}}""", "Text 1.0 'gin'" },
        { """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"let"}}""", "Reasoning 0.0 'let'" },
        { """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"q"}}""", "ToolArguments 2.0 '{\"q'" },
        { """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}""", "" },
        { """{"type":"ping"}""", "" },
        // Gemini
        { """{"candidates":[{"content":{"parts":[{"text":"Hel"},{"text":"lo"}],"role":"model"},"index":0}]}""", "Text 0.0 'Hello'" },
        { """{"candidates":[{"index":1,"content":{"parts":[{"text":"a","thought":true},{"text":"b"}]}}]}""", "Reasoning 1.0 'a' Text 1.0 'b'" },
        { """[{"candidates":[{"content":{"parts":[{"text":"in an array"}]}}]}]""", "Text 0.0 'in an array'" },
        // Escapes, and members that are not what they are called
        { """{"choices":[{"delta":{"content":"a\n\t\"\\\/\u00e9\ud83d\ude42"}}]}""", "Text 0.0 'a\n\t\"\\/é🙂'" },
        { """{"choices":[{"delta":{"content":"x\ud83dy"}}]}""", "Text 0.0 'x\uFFFDy'" },
        { """{"choices":[{"delta":{"content":"\ude42"}}]}""", "Text 0.0 '\uFFFD'" },
        { """{"ch\u006fices":[{"delta":{"c\u006fntent":"a"}}]}""", "Text 0.0 'a'" },
        { """{"choices":{"delta":{"content":"a"}}}""", "" },
        { """{"choices":[[{"delta":{"content":"a"}}],7,null]}""", "" },
        { """{"choices":[{"index":"x","delta":{"content":"a"}}]}""", "Text 0.0 'a'" },
        { """{"choices":[{"index":99999999999,"delta":{"content":"a"}}]}""", "Text 0.0 'a'" },
        { """{"choices":[{"delta":{"content":["a"]}}]}""", "" },
        { """{"candidates":[{"content":[{"text":"a"}]},{"content":{"parts":[5,{"text":6}]}}]}""", "" },
        { """{"type":7,"delta":[1],"index":{}}""", "" },
        { "{}", "" },
        { " [] ", "" },
        // Not JSON
        { "", "unreadable" },
        { "[DONE]", "unreadable" },
        { "hello", "unreadable" },
        { "\"text\"", "unreadable" },
        { "{\"choices\":[{\"delta\":{\"content\":\"a\"", "unreadable" },
        { "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]} x", "unreadable" },
        { "{\"choices\":[{\"delta\":{\"content\":\"\\x\"}}]}", "unreadable" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_event_appends_what_its_format_says(string data, string expected)
    {
        using var joiner = new DeltaJoiner();
        Assert.Equal(expected, Read(joiner, data));
    }

    [Fact]
    public void A_window_begins_before_what_was_appended()
    {
        using var joiner = new DeltaJoiner(maxTail: 5);
        Read(joiner, Chat(0, "abc"));
        Read(joiner, Chat(1, "other"));
        Read(joiner, Chat(0, "defgh"));
        Read(joiner, Chat(0, "ij"));

        Assert.Equal("defgh+ij", Window(joiner[0]));
    }

    [Fact]
    public void A_tail_does_not_begin_inside_a_character()
    {
        using var joiner = new DeltaJoiner(maxTail: 3);
        Read(joiner, Chat(0, "a世界"));
        Read(joiner, Chat(0, "x"));
        Assert.Equal("界+x", Window(joiner[0]));
        Read(joiner, Chat(0, "y"));
        Assert.Equal("x+y", Window(joiner[0]));
    }

    [Fact]
    public void Runs_are_bounded_and_the_one_untouched_longest_goes()
    {
        using var joiner = new DeltaJoiner();
        for (var i = 0; i <= DeltaJoiner.MaxRuns; i++)
        {
            Read(joiner, Chat(i, "begin"));
            if (i > 1) Read(joiner, Chat(1, "."));
        }

        Read(joiner, Chat(0, "x"));
        Assert.Equal("+x", Window(joiner[0]));
        Read(joiner, Chat(1, "x"));
        Assert.StartsWith("begin.", Window(joiner[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_with_more_runs_than_are_held_loses_none_of_them()
    {
        using var joiner = new DeltaJoiner();
        var choices = Enumerable.Range(0, 200).Select(i => $$$"""{"index":{{{i}}},"delta":{"content":"t{{{i}}}"}}""");
        Assert.True(joiner.Read(Encoding.UTF8.GetBytes($$"""{"choices":[{{string.Join(',', choices)}}]}""")));
        Assert.Equal(200, joiner.Count);
        Assert.Equal("+t199", Window(joiner[199]));
        Assert.Equal("Text 0.0 'x'", Read(joiner, Chat(0, "x")));
    }

    [Fact]
    public void Any_text_split_in_any_way_is_joined_again() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20240607, 4711),
        Prop.ForAll(
            Gen.Elements("a", "é", "世", "🙂", "\"", "\n", "\\").ListOf().Zip(Gen.Choose(1, 4)).ToArbitrary(),
            sample =>
            {
                var (parts, size) = sample;
                using var joiner = new DeltaJoiner();
                var window = "";
                foreach (var chunk in parts.Chunk(size))
                {
                    Read(joiner, Chat(0, string.Concat(chunk)));
                    window = Encoding.UTF8.GetString(joiner[0].Window);
                }

                Assert.Equal(string.Concat(parts), window);
            }));

    [Fact]
    public void No_bytes_make_it_throw() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20240607, 4713),
        Prop.ForAll(
            Gen.Elements("{", "}", "[", "]", "\"", ":", ",", "\"choices\":[", "\"delta\":{", "\"content\":\"a\"", "\\u",
                "\\ud800",
                "1", "null", "\u00ff").ListOf().Select(string.Concat).ToArbitrary(),
            text =>
            {
                using var joiner = new DeltaJoiner();
                joiner.Read(Encoding.Latin1.GetBytes(text));
                joiner.Read(Encoding.Latin1.GetBytes("{" + text + "}"));
            }));

    private static string Chat(int choice, string text) =>
        $$$"""{"choices":[{"index":{{{choice}}},"delta":{"content":{{{System.Text.Json.JsonSerializer.Serialize(text)}}}}}]}""";

    private static string Window(Delta delta) =>
        Encoding.UTF8.GetString(delta.Window[..delta.TailLength]) + "+" + Encoding.UTF8.GetString(delta.Appended);

    private static string Read(DeltaJoiner joiner, string data)
    {
        if (!joiner.Read(Encoding.UTF8.GetBytes(data))) return "unreadable";
        var runs = Enumerable.Range(0, joiner.Count).Select(i =>
            $"{joiner[i].Key.Kind} {joiner[i].Key.Choice}.{joiner[i].Key.Part} '{Encoding.UTF8.GetString(joiner[i].Appended)}'");
        return string.Join(' ', runs);
    }
}
