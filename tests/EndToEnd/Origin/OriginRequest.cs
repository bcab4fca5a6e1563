using System.Text;

namespace Pipelock.EndToEnd.Origins;

/// <summary>One request as the origin received it.</summary>
/// <param name="Head">Request line and fields, exactly as they arrived, without the empty line.</param>
internal sealed record OriginRequest(string Head)
{
    /// <summary>The first token of the request line.</summary>
    public string Method => Head.Split(' ')[0];

    /// <summary>The second token of the request line.</summary>
    public string Target => Head.Split(' ')[1];

    /// <summary>The beginning of the body, decoded from its framing; see <see cref="BodyLength"/> for all of
    /// it.</summary>
    public byte[] BodyStart { get; set; } = [];

    /// <summary>The beginning of the body as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(BodyStart);

    /// <summary>Bytes in the body, without its framing.</summary>
    public long BodyLength { get; set; }

    /// <summary>SHA-256 of the whole body, lower-case hexadecimal.</summary>
    public string BodyDigest { get; set; } = "";

    /// <summary>Trailer fields, exactly as they arrived; empty where there were none.</summary>
    public string Trailers { get; set; } = "";

    /// <summary>The value of the first field with this name, or null.</summary>
    public string? Field(string name) => Fields(name).FirstOrDefault();

    /// <summary>The values of all fields with this name, in their order.</summary>
    public IEnumerable<string> Fields(string name) =>
        from line in Head.Split("\r\n").Skip(1)
        let colon = line.IndexOf(':', StringComparison.Ordinal)
        where colon > 0 && line[..colon].Equals(name, StringComparison.OrdinalIgnoreCase)
        select line[(colon + 1)..].Trim();
}
