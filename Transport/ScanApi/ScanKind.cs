namespace Pipelock.Transport.ScanApi;

/// <summary>What a caller of the scan API may ask about.</summary>
public enum ScanKind : byte
{
    /// <summary>The request did not say, or named no kind there is.</summary>
    Unknown,

    /// <summary>May this URL be asked for? No name is looked up.</summary>
    Url,

    /// <summary>Does this text hold a secret?</summary>
    Dlp,

    /// <summary>Does this text give an assistant orders?</summary>
    PromptInjection,

    /// <summary>May this tool be called with these arguments?</summary>
    ToolCall,
}
