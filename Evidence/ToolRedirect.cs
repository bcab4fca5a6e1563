namespace Pipelock.Evidence;

/// <summary>A tool call that a program of the operator answered in the server's place.</summary>
/// <param name="Tool">The tool that was called.</param>
/// <param name="ArgumentsDigest">Tells arguments apart without telling them.</param>
/// <param name="Profile">Name of the profile that names the program.</param>
/// <param name="Reason">Why, in the operator's words.</param>
/// <param name="Rule">The rule of the tool policy that asked for it.</param>
/// <param name="IsAnswered">The program's output was the answer; false: the call was refused after all.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Session">Key of the session.</param>
public readonly record struct ToolRedirect(
    string Tool, string ArgumentsDigest, string Profile, string Reason, string Rule, bool IsAnswered, TimeSpan Elapsed,
    string Session);
