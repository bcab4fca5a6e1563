namespace Pipelock.Transport.Listening;

/// <summary>How the reading of a bounded body ended.</summary>
internal enum BodyRead : byte
{
    /// <summary>It is there as a whole.</summary>
    Complete,

    /// <summary>It is larger than its bound.</summary>
    TooLarge,

    /// <summary>It broke off, is not valid, or did not come in time.</summary>
    Broken,
}
