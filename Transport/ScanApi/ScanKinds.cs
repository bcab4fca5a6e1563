using Pipelock.Config.Options;

namespace Pipelock.Transport.ScanApi;

/// <summary>The names of the kinds on the wire, and whether the operator serves them.</summary>
public static class ScanKinds
{
    /// <summary>All names, as an error tells them.</summary>
    public const string All = "url, dlp, prompt_injection, tool_call";

    /// <summary>The kind that <paramref name="name"/> names.</summary>
    public static ScanKind Parse(string name) => name switch
    {
        "url" => ScanKind.Url,
        "dlp" => ScanKind.Dlp,
        "prompt_injection" => ScanKind.PromptInjection,
        "tool_call" => ScanKind.ToolCall,
        _ => ScanKind.Unknown,
    };

    /// <summary>The name of <paramref name="kind"/>; <c>unknown</c> where there is none.</summary>
    public static string Name(this ScanKind kind) => kind switch
    {
        ScanKind.Url => "url",
        ScanKind.Dlp => "dlp",
        ScanKind.PromptInjection => "prompt_injection",
        ScanKind.ToolCall => "tool_call",
        _ => "unknown",
    };

    /// <summary>Whether the operator lets callers ask about <paramref name="kind"/>.</summary>
    public static bool Serves(this ScanApiKindsOptions options, ScanKind kind) => kind switch
    {
        ScanKind.Url => options.Url,
        ScanKind.Dlp => options.Dlp,
        ScanKind.PromptInjection => options.PromptInjection,
        ScanKind.ToolCall => options.ToolCall,
        _ => false,
    };
}
