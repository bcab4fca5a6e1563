using FsCheck;
using FsCheck.Fluent;
using Pipelock.Protocols.ClientHello;
using Pipelock.Protocols.Tests.Http1;
using static Pipelock.Protocols.Tests.ClientHello.HelloBuilder;

namespace Pipelock.Protocols.Tests.ClientHello;

/// <summary>RFC 8446 §4.1.2 and §5.1, RFC 6066 §3, RFC 7301 §3.1: where a TLS client says it goes.</summary>
public class ClientHelloReaderTests
{
    private static readonly byte[] s_grease = Extension(0x0A0A);
    private static readonly byte[] s_encrypted = Extension(0xFE0D, 0, 1, 2, 3);

    public static TheoryData<string, byte[], string> Complete => new()
    {
        { "name", new HelloBuilder().Build(), "example.com" },
        { "name in capitals is kept", With(ServerName("EXAMPLE.com")), "EXAMPLE.com" },
        { "name of one letter", With(ServerName("a")), "a" },
        { "name of 255 letters", With(ServerName(new string('a', 255))), new string('a', 255) },
        { "name with underscore and final dot", With(ServerName("_a-b.c.")), "_a-b.c." },
        { "no extensions", new HelloBuilder { Extensions = null }.Build(), "" },
        { "empty extensions", With(), "" },
        { "no name", With(s_grease), "" },
        { "name behind others", With(s_grease, Extension(10, 0, 2, 0, 29), ServerName("b")), "b" },
        { "name before others", With(ServerName("b"), s_grease), "b" },
        { "protocols", With(ServerName("b"), Alpn("h2", "http/1.1")), "b alpn=h2,http/1.1" },
        { "one protocol", With(Alpn("http/1.1")), " alpn=http/1.1" },
        { "encrypted hello", With(ServerName("outer"), s_encrypted), "outer ech" },
        { "encrypted hello without name", With(s_encrypted), " ech" },
        { "empty session id", new HelloBuilder { SessionId = [] }.Build(), "example.com" },
        { "many cipher suites", new HelloBuilder { CipherSuites = new byte[2000] }.Build(), "example.com" },
        { "several compressions", new HelloBuilder { Compressions = [1, 0] }.Build(), "example.com" },
        { "key share of post-quantum size", With(Extension(51, new byte[1300]), ServerName("pq")), "pq" },
        { "padding", With(ServerName("p"), Extension(21, new byte[500])), "p" },
        { "an old version in the record", [22, 3, 0, .. new HelloBuilder().Build()[3..]], "example.com" },
        { "a record behind it", [.. new HelloBuilder().Build(), 20, 3, 3, 0, 1, 1], "example.com" },
        { "two records", new HelloBuilder().BuildInRecords(60), "example.com" },
        { "records of one byte", new HelloBuilder().BuildInRecords(1), "example.com" },
        { "cut in the message header", new HelloBuilder().BuildInRecords(3), "example.com" },
        { "cut in the name", new HelloBuilder().BuildInRecords(new HelloBuilder().Message().Length - 5),
            "example.com" },
    };

    [Theory]
    [MemberData(nameof(Complete))]
    public void A_hello_is_read(string name, byte[] hello, string expected) =>
        Assert.Equal((name, $"Complete {expected}"), (name, Read(hello)));

    [Theory]
    [MemberData(nameof(Complete))]
    public void A_hello_cut_anywhere_needs_more(string name, byte[] hello, string expected)
    {
        var outcomes = Enumerable.Range(0, hello.Length).Select(length => Read(hello[..length])).ToList();
        var whole = outcomes.TakeWhile(outcome => outcome == "NeedMore").Count();
        Assert.All(outcomes.Skip(whole), outcome => Assert.Equal((name, $"Complete {expected}"), (name, outcome)));
        Assert.InRange(whole, hello.Length - 6, hello.Length);
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "another major version", Record(new HelloBuilder().Message(), 22, 2) },
        { "another major version, first two bytes", [22, 1] },
        { "record without content", [22, 3, 1, 0, 0] },
        { "record beyond 2^14", [22, 3, 1, 0x40, 1] },
        { "ServerHello", new HelloBuilder { MessageType = 2 }.Build() },
        { "HelloRequest", Record([0, 0, 0, 0]) },
        { "message beyond the bound", Record([1, 0, 0x40, 0]) },
        { "message of 16 MiB", Record([1, 0xFF, 0xFF, 0xFF]) },
        { "second record of another type", [.. new HelloBuilder().BuildInRecords(60)[..65], 23, 3, 3, 0, 1, 0] },
        { "second record without content", [.. new HelloBuilder().BuildInRecords(60)[..65], 22, 3, 3, 0, 0] },
        { "another message in the record", Record([.. new HelloBuilder().Message(), 1]) },
        { "another message announced in the record", Record([.. new HelloBuilder().Message(), 1])[..^1] },
        { "empty message", Record([1, 0, 0, 0]) },
        { "message that ends in the random", Record([1, 0, 0, 10, .. new byte[10]]) },
        { "session id of 33 bytes", new HelloBuilder { SessionId = new byte[33] }.Build() },
        { "no cipher suites", new HelloBuilder { CipherSuites = [] }.Build() },
        { "half a cipher suite", new HelloBuilder { CipherSuites = [1, 2, 3] }.Build() },
        { "no compressions", new HelloBuilder { Compressions = [] }.Build() },
        { "bytes behind the extensions", new HelloBuilder { Tail = [0] }.Build() },
        { "one byte of extensions length", new HelloBuilder { Extensions = null, Tail = [0] }.Build() },
        { "extensions longer than the message", new HelloBuilder { Extensions = null, Tail = [0, 9, 0] }.Build() },
        { "half an extension header", With([0, 0, 0]) },
        { "extension longer than the block", With([0, 0, 0, 5, 1]) },
        { "two names in two extensions", With(ServerName("a"), ServerName("b")) },
        { "two names in one extension", With(Extension(0, Vector16(0, 0, 1, 97, 0, 0, 1, 98))) },
        { "empty name", With(ServerName("")) },
        { "name of 256 letters", With(ServerName(new string('a', 256))) },
        { "name with NUL", With(ServerName("a\0.example.com")) },
        { "name with space", With(ServerName("a b")) },
        { "name with slash", With(ServerName("a/b")) },
        { "name beyond ASCII", With(ServerName("caf\u00e9")) },
        { "IPv6 name", With(ServerName("[::1]")) },
        { "name extension without content", With(Extension(0)) },
        { "empty list of names", With(Extension(0, Vector16())) },
        { "name of another type", With(Extension(0, Vector16(1, 0, 1, 97))) },
        { "bytes behind the list of names", With(Extension(0, [.. Vector16(0, 0, 1, 97), 0])) },
        { "name longer than its list", With(Extension(0, Vector16(0, 0, 9, 97))) },
        { "two lists of protocols", With(Alpn("h2"), Alpn("h2")) },
        { "empty list of protocols", With(Alpn()) },
        { "empty protocol", With(Alpn("h2", "")) },
        { "protocol longer than its list", With(Extension(16, Vector16(9, 97))) },
        { "bytes behind the list of protocols", With(Extension(16, [.. Vector16(1, 97), 0])) },
        { "two encrypted hellos", With(s_encrypted, s_encrypted) },
        { "beyond the bound in records", new HelloBuilder { CipherSuites = new byte[12000] }.BuildInRecords(10) },
        { "still incomplete at the bound",
            new HelloBuilder { CipherSuites = new byte[12000] }.BuildInRecords(10)[..16384] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_hello_is_told(string name, byte[] hello) => Assert.Equal((name, "Malformed"), (name,
        Read(hello)));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("SSH-2.0-x\r\n")]
    [InlineData("\0")]
    [InlineData("\u0015\u0003\u0001\0\u0002")]
    [InlineData("\u0017\u0003\u0003\0\u0001")]
    [InlineData("\u0080\u002e\u0001\u0003\u0001")]
    public void Anything_else_is_not_TLS(string text) => Assert.Equal("NotTls", Read(Segments.Bytes(text)));

    [Fact]
    public void Nothing_yet_needs_more() => Assert.Equal("NeedMore", Read([]));

    [Fact]
    public void A_protocol_is_looked_up_whole()
    {
        ClientHelloReader.TryRead(With(Alpn("h2c", "http/1.1")), out var info);
        Assert.Equal((false, true, false), (info.Offers("h2"u8), info.Offers("http/1.1"u8), info.Offers("http/1"u8)));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var whole = With(ServerName("example.com"), Alpn("h2"));
        var cut = new HelloBuilder().BuildInRecords(50);
        Read(cut);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            ClientHelloReader.TryRead(whole, out _);
            ClientHelloReader.TryRead(cut, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void No_change_of_one_byte_makes_it_throw() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(8446, 6067),
        Prop.ForAll(
            Gen.Choose(0, 10_000).Zip(Gen.Choose(0, 255)).Zip(Gen.Choose(1, 200)).ToArbitrary(),
            sample =>
            {
                var ((position, value), fragment) = sample;
                var hello = new HelloBuilder { Extensions = [.. ServerName("a.b"), .. Alpn("h2"), .. s_encrypted] }
                    .BuildInRecords(fragment);
                hello[position % hello.Length] = (byte)value;
                Read(hello);
            }));

    private static byte[] With(params byte[][] extensions) =>
        new HelloBuilder { Extensions = [.. extensions.SelectMany(extension => extension)] }.Build();

    private static string Read(byte[] bytes)
    {
        var status = ClientHelloReader.TryRead(bytes, out var info);
        if (status != ClientHelloStatus.Complete)
        {
            Assert.False(info.HasServerName || info.HasEncryptedClientHello || !info.AlpnProtocols.IsEmpty);
            return status.ToString();
        }

        var protocols = new List<string>();
        for (var rest = info.AlpnProtocols; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
        {
            protocols.Add(Segments.Text(rest.Slice(1, rest[0])));
        }

        return $"Complete {Segments.Text(info.ServerName)}"
            + (protocols.Count > 0 ? $" alpn={string.Join(',', protocols)}" : "")
            + (info.HasEncryptedClientHello ? " ech" : "");
    }
}
