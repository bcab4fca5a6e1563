namespace Pipelock.EndToEnd.Tests.WebSockets.Conformance;

/// <summary>What one client sends, and how it ends.</summary>
/// <param name="Name">What the case is about, in the sections of the known conformance suite.</param>
/// <param name="Bytes">The client's bytes, frames masked; a clean case ends with its close frame.</param>
/// <param name="Piece">Bytes per write; 0 for all at once.</param>
/// <param name="Close">The close code of a case that breaks a rule; 0 for one that breaks none.</param>
internal sealed record ConformanceCase(string Name, byte[] Bytes, int Piece, int Close)
{
    public override string ToString() => Name;
}
