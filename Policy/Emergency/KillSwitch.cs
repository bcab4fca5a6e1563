using System.Net;
using Pipelock.Config.Options;

namespace Pipelock.Policy.Emergency;

/// <summary>The emergency stop of all traffic: one object, shared by every transport of the process.</summary>
/// <remarks>
/// <para>A new exchange asks <see cref="IsActiveFor"/>: one volatile read, no allocation. An exchange that is
/// running when the switch is thrown is told through <see cref="Register"/>; whoever registers first and asks then can
/// miss nothing.</para>
/// <para>Sources are independent: traffic flows again when the last of them lets go. Thread-safe.</para>
/// </remarks>
public sealed class KillSwitch
{
    private readonly Lock _lock = new();
    private readonly List<Action> _relays = [];
    private volatile KillSwitchRules _rules;
    private volatile int _sources;

    /// <summary>Makes a switch; it is thrown already where <c>kill_switch.enabled</c> says so.</summary>
    public KillSwitch(KillSwitchOptions options)
    {
        _rules = new KillSwitchRules(options);
        _sources = options.Enabled ? Bit(KillSwitchSource.Config) : 0;
    }

    /// <summary>Called after a source was turned on or off; may be called on any thread.</summary>
    public event Action<KillSwitchSource, bool>? Changed;

    /// <summary>All traffic is stopped, exempt clients excepted.</summary>
    public bool IsActive => _sources != 0;

    /// <summary>What stops it, the first in the order of the enum; null while nothing does.</summary>
    public KillSwitchSource? Source => _sources is var sources and not 0
        ? (KillSwitchSource)System.Numerics.BitOperations.TrailingZeroCount(sources) : null;

    /// <summary>The sentence clients are told.</summary>
    public string Message => _rules.Options.Message;

    /// <summary>The section in force.</summary>
    public KillSwitchOptions Options => _rules.Options;

    /// <summary>Whether what <paramref name="client"/> asks for must be refused now.</summary>
    public bool IsActiveFor(IPAddress client) => _sources != 0 && !_rules.Exempts(client);

    /// <summary>Whether <paramref name="source"/> asks for the stop.</summary>
    public bool IsSet(KillSwitchSource source) => (_sources & Bit(source)) != 0;

    /// <summary>Turns a source on or off. The first to turn on ends what is running.</summary>
    /// <returns>False when it was so already.</returns>
    public bool Set(KillSwitchSource source, bool on)
    {
        lock (_lock)
        {
            if (IsSet(source) == on) return false;
            _sources ^= Bit(source);
        }

        Changed?.Invoke(source, on);
        if (on) EndRelays();
        return true;
    }

    /// <summary>Turns a source on if it was off, and off if it was on.</summary>
    public void Toggle(KillSwitchSource source)
    {
        if (!Set(source, true)) Set(source, false);
    }

    /// <summary>Takes over a new section; who was exempt and no longer is, is stopped now.</summary>
    public void Configure(KillSwitchOptions options)
    {
        _rules = new KillSwitchRules(options);
        if (!Set(KillSwitchSource.Config, options.Enabled) && IsActive) EndRelays();
    }

    /// <summary>Calls <paramref name="onStop"/> each time traffic is stopped, until the result is disposed.</summary>
    /// <remarks>
    /// It is called on the thread that throws the switch: it must return at once and not throw, and it must ask
    /// <see cref="IsActiveFor"/> where the relay has a client that may be exempt.
    /// </remarks>
    public IDisposable Register(Action onStop)
    {
        lock (_lock) _relays.Add(onStop);
        return new Registration(this, onStop);
    }

    private void EndRelays()
    {
        Action[] relays;
        lock (_lock) relays = [.. _relays];
        foreach (var end in relays) end();
    }

    private static int Bit(KillSwitchSource source) => 1 << (int)source;

    private sealed class Registration(KillSwitch owner, Action onStop) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._lock) owner._relays.Remove(onStop);
        }
    }
}
