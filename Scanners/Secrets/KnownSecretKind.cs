namespace Pipelock.Scanners.Secrets;

/// <summary>Where a known secret comes from; decides the name its findings carry.</summary>
public enum KnownSecretKind : byte
{
    /// <summary>A value of this process's environment: "Environment Variable Leak".</summary>
    Environment,

    /// <summary>A line of the operator's secrets file: "Known Secret Leak".</summary>
    File,

    /// <summary>A planted token that nothing legitimate ever sends: "Canary Token (NAME)".</summary>
    Canary,
}
