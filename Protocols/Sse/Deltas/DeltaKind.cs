namespace Pipelock.Protocols.Sse.Deltas;

/// <summary>What a run of deltas adds up to.</summary>
public enum DeltaKind : byte
{
    /// <summary>Text for the reader.</summary>
    Text,

    /// <summary>The model's reasoning, or a summary of it.</summary>
    Reasoning,

    /// <summary>The text of a refusal.</summary>
    Refusal,

    /// <summary>The arguments of a tool call, as JSON text.</summary>
    ToolArguments,
}
