namespace Pipelock.Cli;

/// <summary>What the program's exit codes mean; scripts rely on them.</summary>
internal static class ExitCode
{
    /// <summary>Done, nothing found.</summary>
    public const int Ok = 0;

    /// <summary>Something was found, or a general error.</summary>
    public const int Findings = 1;

    /// <summary>The configuration or the command line is wrong; nothing was started.</summary>
    public const int Configuration = 2;

    /// <summary>What the program needs to protect anything is missing.</summary>
    public const int Security = 3;

    /// <summary>The program that was wrapped ended with an error of its own.</summary>
    public const int Subprocess = 10;
}
