using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Tamper-evident record of every decision.</summary>
[Summary("Tamper-evident record of every decision.")]
public sealed record FlightRecorderOptions
{
    /// <summary>Records.</summary>
    [Summary("Records.")]
    public bool Enabled { get; init; }

    /// <summary>Directory of the record; needed when enabled.</summary>
    [Summary("Directory of the record; needed when enabled.")]
    public string Dir { get; init; } = "";

    /// <summary>Entries between two checkpoints.</summary>
    [Summary("Entries between two checkpoints.")]
    [Bounds(1)]
    public int CheckpointInterval { get; init; } = 1000;

    /// <summary>Days a file is kept; 0 = for ever.</summary>
    [Summary("Days a file is kept; 0 = for ever.")]
    [Bounds(0)]
    public int RetentionDays { get; init; }

    /// <summary>Takes secrets out of entries.</summary>
    [Summary("Takes secrets out of entries.")]
    public bool Redact { get; init; } = true;

    /// <summary>Signs checkpoints.</summary>
    [Summary("Signs checkpoints.")]
    public bool SignCheckpoints { get; init; } = true;

    /// <summary>Entries per file.</summary>
    [Summary("Entries per file.")]
    [Bounds(1)]
    public int MaxEntriesPerFile { get; init; } = 10_000;

    /// <summary>Keeps the originals, encrypted; needs escrow_public_key.</summary>
    [Summary("Keeps the originals, encrypted; needs escrow_public_key.")]
    public bool RawEscrow { get; init; }

    /// <summary>X25519 public key, 64 hexadecimal digits.</summary>
    [Summary("X25519 public key, 64 hexadecimal digits.")]
    public string EscrowPublicKey { get; init; } = "";

    /// <summary>Ed25519 private key; a receipt is written for every decision when set.</summary>
    [Summary("Ed25519 private key; a receipt is written for every decision when set.")]
    [RestartOnly]
    public string SigningKeyPath { get; init; } = "";

    /// <summary>Refuses traffic whose receipt cannot be written.</summary>
    [Summary("Refuses traffic whose receipt cannot be written.")]
    public bool RequireReceipts { get; init; }
}
