using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>One final answer, as it came.</summary>
/// <param name="Head">Status line and fields, without the empty line.</param>
/// <param name="Body">The body, without its framing.</param>
/// <param name="Trailers">Trailer fields; empty where there were none.</param>
/// <param name="Interim">The heads of the 1xx answers before it.</param>
internal sealed record RawResponse(string Head, byte[] Body, string Trailers, IReadOnlyList<string> Interim)
{
    /// <summary>The status code.</summary>
    public int Status => int.Parse(Head.AsSpan(9, 3), CultureInfo.InvariantCulture);

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>SHA-256 of the body, lower-case hexadecimal.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Body));

    /// <summary>The value of the field with this name, or null. A field that stands twice fails the test.</summary>
    public string? Field(string name) => FieldOf(Head, name);

    /// <summary>The value of a field in a head, or null.</summary>
    public static string? FieldOf(string head, string name) =>
        (from line in head.Split("\r\n").Skip(1)
         let colon = line.IndexOf(':', StringComparison.Ordinal)
         where line[..colon].Equals(name, StringComparison.OrdinalIgnoreCase)
         select line[(colon + 1)..].Trim()).SingleOrDefault();
}
