using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Finds user and password in URLs: <c>scheme://user:password@host</c> (RFC 3986 §3.2.1).</summary>
/// <remarks>
/// Text is full of URLs, so an automaton that looks into each of them is dear; a search for <c>://</c> and one for what
/// ends the user information are not.
/// </remarks>
/// <param name="web">The rule for URLs of any other scheme; -1 for none.</param>
/// <param name="connection">The rule for databases and message brokers; -1 for none.</param>
internal sealed class UrlCredentialFinder(int web, int connection)
{
    private const int MaxUserInfo = 256;
    private const int MaxScheme = 24;

    private static readonly SearchValues<byte> s_userInfoEnd = SearchValues.Create("@/?# \t\r\n\"'`<>\\"u8);

    private static readonly SearchValues<byte> s_laxEnd = SearchValues.Create("@/ \t\r\n\"'`<>\\"u8);

    private static readonly SearchValues<byte> s_scheme =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-"u8);

    private static readonly FrozenSet<string> s_connections = new[]
    {
        "postgres", "postgresql", "mysql", "mariadb", "mongodb", "redis", "rediss", "valkey", "amqp", "amqps", "mssql",
        "sqlserver", "oracle", "clickhouse", "cockroachdb", "cassandra", "couchdb", "neo4j", "bolt", "nats", "mqtt",
        "mqtts", "kafka", "elasticsearch", "influxdb", "snowflake", "db2", "memcached", "timescaledb", "etcd",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_lookup =
        s_connections.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds every URL with a password.</summary>
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        for (var at = 0; !sink.IsSatisfied;)
        {
            var next = text[at..].IndexOf("://"u8);
            if (next < 0)
                return;
            at += next + 3;
            var rest = text[at..Math.Min(text.Length, at + MaxUserInfo)];
            var length = rest.IndexOfAny(s_userInfoEnd);
            if (length > 0 && rest[length] is (byte)'#' or (byte)'?' && IsConnectionAt(text, at - 3))
                length = rest.IndexOfAny(s_laxEnd); // drivers take what RFC 3986 has escaped
            if (length > 0 && rest[length] == '@' && IsHostStart(rest[(length + 1)..])
                && UrlPassword.IsReal(rest[..length]))
            {
                Report(text, at - 3, at + length + 1, ref sink);
            }
        }
    }

    private static bool IsConnectionAt(ReadOnlySpan<byte> text, int schemeEnd)
    {
        var floor = Math.Max(0, schemeEnd - MaxScheme);
        return IsConnection(text[(floor + text[floor..schemeEnd].LastIndexOfAnyExcept(s_scheme) + 1)..schemeEnd]);
    }

    private void Report(ReadOnlySpan<byte> text, int schemeEnd, int end, ref SecretMatches sink)
    {
        var floor = Math.Max(0, schemeEnd - MaxScheme);
        var start = floor + text[floor..schemeEnd].LastIndexOfAnyExcept(s_scheme) + 1;
        var rule = IsConnection(text[start..schemeEnd]) ? connection : web;
        if (rule >= 0 && start < schemeEnd)
            sink.Add(new SecretMatch(rule, start, end));
    }

    /// <summary>The scheme up to its plus sign: <c>mongodb+srv</c>, <c>postgresql+asyncpg</c>.</summary>
    private static bool IsConnection(ReadOnlySpan<byte> scheme)
    {
        var plus = scheme.IndexOf((byte)'+');
        Span<char> name = stackalloc char[MaxScheme];
        var length = Encoding.ASCII.GetChars(plus < 0 ? scheme : scheme[..plus], name);
        return s_lookup.Contains(name[..length]);
    }

    private static bool IsHostStart(ReadOnlySpan<byte> host) =>
        !host.IsEmpty && (char.IsAsciiLetterOrDigit((char)host[0]) || host[0] is (byte)'[' or (byte)'_');
}
