namespace Pipelock.Transport.Listening;

/// <summary>How a connection that is more than a socket says that nothing more will come. A connection
/// feature.</summary>
internal interface IOutputEnd
{
    /// <summary>Says so; the other direction stays open.</summary>
    Task EndOutputAsync();
}
