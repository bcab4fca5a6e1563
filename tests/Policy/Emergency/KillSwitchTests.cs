using System.Net;
using Pipelock.Config.Options;
using Pipelock.Policy.Emergency;

namespace Pipelock.Policy.Tests.Emergency;

/// <summary>Who is stopped, by what, and who is told.</summary>
public sealed class KillSwitchTests
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.0.2.7");

    public static TheoryData<string, KillSwitchSource[], KillSwitchSource?> Sources => new()
    {
        { "none", [], null },
        { "each alone: config", [KillSwitchSource.Config], KillSwitchSource.Config },
        { "each alone: api", [KillSwitchSource.Api], KillSwitchSource.Api },
        { "each alone: signal", [KillSwitchSource.Signal], KillSwitchSource.Signal },
        { "each alone: sentinel", [KillSwitchSource.Sentinel], KillSwitchSource.Sentinel },
        { "the first in order is told", [KillSwitchSource.Sentinel, KillSwitchSource.Signal], KillSwitchSource.Signal },
        { "whatever came first", [KillSwitchSource.Api, KillSwitchSource.Config], KillSwitchSource.Config },
    };

    public static TheoryData<string, string, bool> Exemptions => new()
    {
        { "10.0.0.0/8", "10.1.2.3", false },
        { "10.0.0.0/8", "11.1.2.3", true },
        { "10.0.0.0/8", "::ffff:10.1.2.3", false },
        { "2001:db8::/32", "2001:db8::7", false },
        { "2001:db8::/32", "2001:db9::7", true },
        { "", "10.1.2.3", true },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void One_source_suffices_and_the_first_in_order_is_told(
        string name, KillSwitchSource[] on, KillSwitchSource? told)
    {
        var killSwitch = New();
        foreach (var source in on) killSwitch.Set(source, true);

        Assert.True((on.Length > 0, on.Length > 0, told) == (
            killSwitch.IsActive, killSwitch.IsActiveFor(s_client), killSwitch.Source), name);
    }

    [Fact]
    public void Traffic_flows_again_when_the_last_source_lets_go()
    {
        var killSwitch = New();
        killSwitch.Set(KillSwitchSource.Api, true);
        killSwitch.Set(KillSwitchSource.Signal, true);

        killSwitch.Set(KillSwitchSource.Api, false);
        Assert.True(killSwitch.IsActive);
        killSwitch.Set(KillSwitchSource.Signal, false);

        Assert.False(killSwitch.IsActive);
    }

    [Fact]
    public void A_signal_turns_it_on_and_the_next_one_off()
    {
        var killSwitch = New();

        killSwitch.Toggle(KillSwitchSource.Signal);
        Assert.True(killSwitch.IsSet(KillSwitchSource.Signal));
        killSwitch.Toggle(KillSwitchSource.Signal);

        Assert.False(killSwitch.IsActive);
    }

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Clients_of_an_exempt_network_are_not_stopped(string range, string client, bool stopped)
    {
        var killSwitch = New(new KillSwitchOptions { Enabled = true, AllowlistIps = range.Length > 0 ? [range] : [] });

        Assert.Equal(stopped, killSwitch.IsActiveFor(IPAddress.Parse(client)));
    }

    [Fact]
    public void What_is_under_way_is_told_each_time_and_not_after_it_left()
    {
        var killSwitch = New();
        var told = 0;
        using (killSwitch.Register(() => told++))
        {
            killSwitch.Set(KillSwitchSource.Api, true);
            killSwitch.Set(KillSwitchSource.Api, true); // No change: nothing to tell.
            killSwitch.Set(KillSwitchSource.Sentinel, true);
            killSwitch.Set(KillSwitchSource.Api, false);
        }

        killSwitch.Set(KillSwitchSource.Signal, true);

        Assert.Equal(2, told);
    }

    [Fact]
    public void A_new_section_counts_at_once_and_ends_whom_it_no_longer_exempts()
    {
        var killSwitch = New(new KillSwitchOptions { Enabled = true, AllowlistIps = ["192.0.2.0/24"] });
        var told = 0;
        using var registration = killSwitch.Register(() => told++);

        killSwitch.Configure(new KillSwitchOptions { Enabled = true, Message = "maintenance" });

        Assert.Equal((true, "maintenance", 1), (killSwitch.IsActiveFor(s_client), killSwitch.Message, told));
        killSwitch.Configure(new KillSwitchOptions());
        Assert.False(killSwitch.IsActive);
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var killSwitch = New(new KillSwitchOptions { AllowlistIps = ["10.0.0.0/8"] });

        Assert.Equal(0, Allocations.Of(() => killSwitch.IsActiveFor(s_client)));
    }

    private static KillSwitch New(KillSwitchOptions? options = null) => new(options ?? new KillSwitchOptions());
}
