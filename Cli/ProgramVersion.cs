using System.Reflection;

namespace Pipelock.Cli;

/// <summary>The version this program was built as.</summary>
internal static class ProgramVersion
{
    private static readonly string s_informational = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The release number.</summary>
    public static string Number => s_informational.Split('+')[0];

    /// <summary>The commit it was built from, or "unknown".</summary>
    public static string Commit => s_informational.Split('+') is [_, var commit] ? commit : "unknown";
}
