using System.Collections.Immutable;
using System.Net;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Agents;

namespace Pipelock.Policy.Tests.Agents;

/// <summary>Who an agent is, and what its profile changes.</summary>
public sealed class AgentTests
{
    private static readonly PipelockOptions s_options = new()
    {
        Agents = ImmutableDictionary<string, AgentOptions>.Empty
            .Add("build", new AgentOptions { SourceCidrs = ["10.1.0.0/16"], Enforce = false })
            .Add("web", new AgentOptions { RateLimit = new AgentRateLimitOptions { MaxRequestsPerMinute = 7 } }),
    };

    /// <summary>Listener, address, claim, default identity, whether it binds; the name.</summary>
    public static TheoryData<string?, string, string?, string, bool, string> Identities => new()
    {
        { "web", "10.1.2.3", "other", "", false, "web" },
        { null, "10.1.2.3", "other", "", false, "build" },
        { null, "::ffff:10.1.2.3", "other", "", false, "build" },
        { null, "10.2.2.3", "web", "", false, "web" },
        { null, "10.2.2.3", null, "", false, "anonymous" },
        { null, "10.2.2.3", null, "house", false, "house" },
        { null, "10.2.2.3", "web", "house", false, "web" },
        { null, "10.2.2.3", "web", "house", true, "house" },
        { "web", "10.2.2.3", "other", "house", true, "web" },
    };

    public static TheoryData<string, string?> Claims => new()
    {
        { "", null },
        { "claude-code", "claude-code" },
        { "a b\r\nc|d/e", "a_b__c_d_e" },
        { new string('x', 100), new string('x', 64) },
    };

    [Theory]
    [MemberData(nameof(Identities))]
    public void What_cannot_be_made_up_comes_first(
        string? bound, string client, string? claimed, string identity, bool binds, string name)
    {
        var directory = new AgentDirectory(
            s_options with { DefaultAgentIdentity = identity, BindDefaultAgentIdentity = binds });

        Assert.Equal(name, directory.NameOf(bound, IPAddress.Parse(client), claimed));
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_claimed_name_is_harmless_in_logs_and_keys(string claimed, string? name)
    {
        Assert.Equal(name, AgentDirectory.Harmless(Encoding.Latin1.GetBytes(claimed)));
    }

    [Fact]
    public void A_profile_changes_what_it_names_and_nothing_else()
    {
        using var policy = PolicySnapshot.Build(s_options, "test", new PolicyEnvironment());

        Assert.Equal((7, "web", false), (
            policy.For("web").RateLimiter.Limit, policy.For("web").Agent, policy.For("build").Options.Enforce));
        Assert.Same(policy, policy.For("stranger"));
        Assert.Same(policy.Scanner, policy.For("web").Scanner); // Only what is looked for needs another one.
    }

    [Fact]
    public void What_an_agent_may_pay_is_added_to_what_all_may()
    {
        const string Ours = "0x52908400098527886E0F7030069857D2E4169EE7";
        const string Its = "0xde709f2102306220921060314715629080e2fb77";
        var options = s_options with
        {
            AddressProtection = new AddressProtectionOptions
            {
                Enabled = true,
                UnknownAction = AddressAction.Block,
                AllowedAddresses = [Ours],
            },
            Agents = s_options.Agents.Add("payer", new AgentOptions { AllowedAddresses = [Its] }),
        };
        using var policy = PolicySnapshot.Build(options, "test", new PolicyEnvironment());

        bool Pays(string agent, string to) => policy.For(agent).Scanner.ScanText(
            Encoding.ASCII.GetBytes(to), Scanners.ScanLayer.BodyDlp, "body").IsClean;
        Assert.Equal(
            (true, true, true, false), (Pays("payer", Its), Pays("payer", Ours), Pays("web", Ours), Pays("web", Its)));
    }

    [Fact]
    public void The_default_profile_is_for_everybody_without_one()
    {
        var options = s_options with { Agents = s_options.Agents.Add("_default", new AgentOptions { Mode = Mode.Audit }) };
        using var policy = PolicySnapshot.Build(options, "test", new PolicyEnvironment());

        Assert.Equal(("_default", Mode.Audit), (policy.For("stranger").Agent, policy.For("stranger").Options.Mode));
    }

    [Fact]
    public void A_profile_with_rules_of_its_own_has_scanners_of_its_own()
    {
        var own = new AgentOptions
        {
            Dlp = new AgentDlpOptions { Patterns = [new DlpPatternOptions { Name = "Ours", Regex = "ours-[0-9]{8}" }] },
        };
        using var policy = PolicySnapshot.Build(
            s_options with { Agents = s_options.Agents.Add("strict", own) }, "test", new PolicyEnvironment());

        Assert.NotSame(policy.Scanner, policy.For("strict").Scanner);
        Assert.Equal(policy.Scanner.SecretRuleCount + 1, policy.For("strict").Scanner.SecretRuleCount);
    }
}
