using Pipelock.Config.Binding;
using Pipelock.Config.Options;

namespace Pipelock.Config.Reloading;

/// <summary>Redaction that the operator fixed for the life of the process: <c>redaction.strict_reload</c>.</summary>
public static class FixedRedaction
{
    /// <summary>Whether a reload must be refused since it changes what is replaced, or where.</summary>
    /// <param name="running">What is in force, and says whether it is fixed.</param>
    /// <param name="loaded">What the reload brings.</param>
    public static bool Forbids(PipelockOptions running, PipelockOptions loaded) =>
        running.Redaction is { Enabled: true, StrictReload: true }
        && RecordShape.Of(typeof(RedactionOptions)).Keys.Any(
            key => !OptionsEquality.AreSame(key.Value, key.Read(running.Redaction), key.Read(loaded.Redaction)));
}
