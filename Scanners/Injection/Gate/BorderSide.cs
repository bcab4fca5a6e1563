namespace Pipelock.Scanners.Injection.Gate;

/// <summary>What a pattern says about the place beside one of its words.</summary>
internal enum BorderSide
{
    /// <summary>A letter may stand there.</summary>
    Letter,

    /// <summary>What is asked about may match nothing: what is beyond it says.</summary>
    Open,

    /// <summary>A word begins or ends there; that tells about letters only where the word itself has one.</summary>
    Word,

    /// <summary>No letter can stand there.</summary>
    Border,
}
