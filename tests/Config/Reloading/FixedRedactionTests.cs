using Pipelock.Config.Options;
using Pipelock.Config.Reloading;

namespace Pipelock.Config.Tests.Reloading;

/// <summary><c>redaction.strict_reload</c>: what is replaced stays as it is until a restart.</summary>
public sealed class FixedRedactionTests
{
    private const string Profiles = "profiles: { all: { classes: [email] }, less: { classes: [jwt] } }";
    private const string Fixed = $"redaction: {{ enabled: true, strict_reload: true, default_profile: all, {Profiles} }}";

    public static TheoryData<string, string, bool> Reloads => new()
    {
        { Fixed, Fixed, false },
        { Fixed, Fixed + "\nmode: audit", false },
        { Fixed, Fixed.Replace("true, strict", "false, strict"), true },
        { Fixed, Fixed.Replace("strict_reload: true", "strict_reload: false"), true },
        { Fixed, Fixed.Replace("default_profile: all", "default_profile: less"), true },
        { Fixed, Fixed.Replace("[email]", "[email, jwt]"), true },
        { Fixed, Fixed.Replace("{ enabled", "{ allowlist_unparseable: [a.example], enabled"), true },
        { Fixed.Replace("strict_reload: true", "strict_reload: false"), Fixed, false },
        { "", Fixed, false },
    };

    [Theory, MemberData(nameof(Reloads))]
    public void A_reload_is_refused_when_it_changes_what_is_replaced(string running, string loaded, bool refused) =>
        Assert.Equal(refused, FixedRedaction.Forbids(Options(running), Options(loaded)));

    private static PipelockOptions Options(string yaml) => RestartOnlyKeysTests.Load(yaml);
}
