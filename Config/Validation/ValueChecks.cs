using System.Buffers;

namespace Pipelock.Config.Validation;

/// <summary>Rules on single values.</summary>
internal static class ValueChecks
{
    private static readonly SearchValues<char> s_lowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Must be set to something other than blanks; <paramref name="why"/> completes "is required …".</summary>
    public static bool Required(this ValidationSink sink, string key, string value, string why = "")
    {
        if (!string.IsNullOrWhiteSpace(value))
            return true;
        sink.Error(key, why.Length == 0 ? "is required" : $"is required {why}");
        return false;
    }

    /// <summary>Must be greater than 0.</summary>
    public static void Positive(this ValidationSink sink, string key, double value) =>
        sink.Require(value > 0, key, "must be greater than 0");

    /// <summary>Must be a duration greater than 0.</summary>
    public static void Positive(this ValidationSink sink, string key, TimeSpan value) =>
        sink.Require(value > TimeSpan.Zero, key, "must be a duration greater than 0, such as 5s");

    /// <summary>Must be the address of a listener, or empty.</summary>
    public static void OptionalHostPort(this ValidationSink sink, string key, string value)
    {
        if (value.Length > 0)
            sink.Require(HostPort.TryParse(value, out _), key, HostPort.Rule);
    }

    /// <summary>Must be an http or https URL, or empty.</summary>
    public static void OptionalHttpUrl(this ValidationSink sink, string key, string value)
    {
        if (value.Length > 0 && HttpUrl.Problem(value) is { } problem)
            sink.Error(key, problem);
    }

    /// <summary>Must be a regular expression in RE2 syntax.</summary>
    public static void Pattern(this ValidationSink sink, string key, string value)
    {
        if (sink.Required(key, value) && Re2Syntax.Problem(value) is { } problem)
            sink.Error(key, problem);
    }

    /// <summary>Must be a well-formed shell glob.</summary>
    public static void Glob(this ValidationSink sink, string key, string value)
    {
        if (sink.Required(key, value) && GlobSyntax.Problem(value) is { } problem)
            sink.Error(key, problem);
    }

    /// <summary>Must be 32 bytes as 64 lower-case hexadecimal digits.</summary>
    public static void HexKey(this ValidationSink sink, string key, string value) =>
        sink.Require(IsHexKey(value), key, "must be 64 lower-case hexadecimal digits");

    /// <summary>True for 64 lower-case hexadecimal digits.</summary>
    public static bool IsHexKey(string value) =>
        value.Length == 64 && !value.AsSpan().ContainsAnyExcept(s_lowerHex);
}
