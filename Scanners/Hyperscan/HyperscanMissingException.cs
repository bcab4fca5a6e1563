namespace Pipelock.Scanners.Hyperscan;

/// <summary>
/// libhs.so.5 is not on this system, or too old to have what we call. The message says what to install.
/// </summary>
public sealed class HyperscanMissingException : Exception
{
    private const string Advice =
        "The pattern matching library libhs.so.5 could not be loaded. Install it: "
        + "Debian and Ubuntu: apt-get install libhyperscan5 (or libvectorscan5); "
        + "Fedora and RHEL: dnf install hyperscan (or vectorscan); "
        + "Alpine: apk add hyperscan (or vectorscan); "
        + "Arch: pacman -S hyperscan.";

    /// <summary>Wraps the loader's own error.</summary>
    public HyperscanMissingException(Exception cause)
        : base(Advice, cause)
    {
    }
}
