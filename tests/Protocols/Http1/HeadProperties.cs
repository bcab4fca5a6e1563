using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>What holds for every message, not only for those in tables. Seeds are fixed.</summary>
public class HeadProperties
{
    private const string TokenChars = "!#$%&'*+-.^_`|~019abyzABYZ";

    private static readonly Config s_fixed = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20240607, 9113);

    private static readonly Gen<string> s_token =
        Gen.Elements(TokenChars.ToCharArray()).NonEmptyListOf().Select(chars => string.Concat(chars.Take(12)));

    private static readonly Gen<string> s_value =
        Gen.Elements(" \t!\"09azAZ~,;:=\u0080\u00ff".ToCharArray()).ListOf().Select(chars =>
            string.Concat(chars).Trim(' ', '\t'));

    private static readonly Gen<string> s_fields = s_token.Zip(s_value)
        .Where(field => KnownHeaders.Recognise(Segments.Bytes(field.Item1)) == KnownHeader.None)
        .Select(field => $"{field.Item1}: {field.Item2}\r\n")
        .ListOf()
        .Select(lines => string.Concat(lines.Take(20)));

    private static readonly Gen<string> s_framing = Gen.OneOf(
        Gen.Constant(""),
        Gen.Constant("Transfer-Encoding: chunked\r\n"),
        Gen.Choose(0, int.MaxValue).Select(length => $"Content-Length: {length}\r\n"));

    /// <summary>Bytes that stumble over the grammar more often than uniform ones.</summary>
    private static readonly Gen<byte[]> s_noise = Gen.Frequency(
            (4, Gen.Elements("GET / HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n", "Host: a\r\n", "\r\n", "\n", "\r", " ", ":",
                "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Connection: ", "0\r\n", "5\r\n", ";",
                    "\"", "a")),
            (1, Gen.Choose(0, 255).Select(value => ((char)value).ToString())))
        .ListOf()
        .Select(parts => Segments.Bytes(string.Concat(parts)));

    [Fact]
    public void A_written_request_parses_to_what_was_written() => Check.One(s_fixed, Prop.ForAll(
        s_token.Zip(s_fields).Zip(s_framing).ToArbitrary(),
        sample =>
        {
            var ((method, fields), framing) = sample;
            if (method is "CONNECT" or "TRACE")
            {
                return;
            }

            var canonical = $"{method} /p?q HTTP/1.1\r\nHost: h\r\n{fields}{framing}\r\n";
            using var head = Requests.Parse(canonical);
            Assert.Equal(canonical, Write(head));
        }));

    [Fact]
    public void A_written_response_parses_to_what_was_written() => Check.One(s_fixed, Prop.ForAll(
        Gen.Choose(200, 999).Where(code => code is not (204 or 304)).Zip(s_value).Zip(s_fields).Zip(s_framing).ToArbitrary(),
        sample =>
        {
            var (((code, reason), fields), framing) = sample;
            var canonical = $"HTTP/1.1 {code} {reason}\r\n{fields}{framing}\r\n";
            using var head = Responses.Parse(canonical);
            var output = new byte[HeadWriter.Size(new OutgoingResponse(head))];
            HeadWriter.Write(new OutgoingResponse(head), output);
            Assert.Equal(canonical, Segments.Text(output));
        }));

    [Fact]
    public void What_is_written_carries_nothing_of_this_hop_and_parses_to_itself() => Check.One(s_fixed, Prop.ForAll(
        s_fields.Zip(Gen.Elements("A", "b", "z", "0").ListOf().Select(names => names.Take(30).ToList())).ToArbitrary(),
        sample =>
        {
            var (fields, listed) = sample;
            using var head = Requests.Parse(
                Requests.Get($"Connection: {string.Join(',', listed)}\r\n{fields}a: 1\r\nTE: x\r\nKeep-Alive: y\r\n"));
            var first = Write(head);
            using var again = Requests.Parse(first);
            Assert.All(Enumerable.Range(0, again.Fields.Count), i => Assert.False(again.Fields.IsHopByHop(i)));
            Assert.All(
                Enumerable.Range(0, again.Fields.Count),
                i => Assert.DoesNotContain(Segments.Text(again.Fields.Name(i)), listed,
                    StringComparer.OrdinalIgnoreCase));
            Assert.Equal(first, Write(again));
        }));

    private static string Write(RequestHead head)
    {
        var output = new byte[HeadWriter.Size(new OutgoingRequest(head))];
        HeadWriter.Write(new OutgoingRequest(head), output);
        return Segments.Text(output);
    }

    [Fact]
    public void Content_survives_chunking() => Check.One(s_fixed, Prop.ForAll(
        ArbMap.Default.ArbFor<byte[][]>(),
        parts =>
        {
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            foreach (var part in parts)
            {
                HeadWriter.WriteChunk(part, output);
            }

            HeadWriter.WriteLastChunk(null, output);
            var content = Encoding.Latin1.GetString([.. parts.SelectMany(part => part)]);
            Assert.Equal($"Complete '{content}' left=0", Chunks.Outcome(Segments.Text(output.WrittenSpan)));
        }));

    [Fact]
    public void No_bytes_make_the_request_parser_throw_or_depend_on_how_they_are_cut() => Check.One(s_fixed, Prop.ForAll(
        s_noise.ToArbitrary(),
        bytes =>
        {
            using var head = new RequestHead();
            Requests.Outcome(head, Segments.Text(bytes));
        }));

    [Fact]
    public void No_bytes_make_the_response_parser_throw_or_depend_on_how_they_are_cut() => Check.One(s_fixed, Prop.ForAll(
        s_noise.ToArbitrary(),
        bytes =>
        {
            using var head = new ResponseHead();
            Responses.Outcome(head, Segments.Text(bytes), RequestMethod.Get);
        }));

    [Fact]
    public void No_bytes_make_the_chunk_decoder_throw_or_depend_on_how_they_are_cut() => Check.One(s_fixed, Prop.ForAll(
        s_noise.ToArbitrary(), bytes => { Chunks.Outcome(Segments.Text(bytes)); }));
}
