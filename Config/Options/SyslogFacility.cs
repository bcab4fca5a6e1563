using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The syslog facility (RFC 5424 §6.2.1).</summary>
public enum SyslogFacility : byte
{
    /// <summary>Facility <c>kern</c>.</summary>
    [Summary("Facility kern.")]
    Kern,

    /// <summary>Facility <c>user</c>.</summary>
    [Summary("Facility user.")]
    User,

    /// <summary>Facility <c>mail</c>.</summary>
    [Summary("Facility mail.")]
    Mail,

    /// <summary>Facility <c>daemon</c>.</summary>
    [Summary("Facility daemon.")]
    Daemon,

    /// <summary>Facility <c>auth</c>.</summary>
    [Summary("Facility auth.")]
    Auth,

    /// <summary>Facility <c>syslog</c>.</summary>
    [Summary("Facility syslog.")]
    Syslog,

    /// <summary>Facility <c>lpr</c>.</summary>
    [Summary("Facility lpr.")]
    Lpr,

    /// <summary>Facility <c>news</c>.</summary>
    [Summary("Facility news.")]
    News,

    /// <summary>Facility <c>uucp</c>.</summary>
    [Summary("Facility uucp.")]
    Uucp,

    /// <summary>Facility <c>local0</c>.</summary>
    [Summary("Facility local0.")]
    Local0,

    /// <summary>Facility <c>local1</c>.</summary>
    [Summary("Facility local1.")]
    Local1,

    /// <summary>Facility <c>local2</c>.</summary>
    [Summary("Facility local2.")]
    Local2,

    /// <summary>Facility <c>local3</c>.</summary>
    [Summary("Facility local3.")]
    Local3,

    /// <summary>Facility <c>local4</c>.</summary>
    [Summary("Facility local4.")]
    Local4,

    /// <summary>Facility <c>local5</c>.</summary>
    [Summary("Facility local5.")]
    Local5,

    /// <summary>Facility <c>local6</c>.</summary>
    [Summary("Facility local6.")]
    Local6,

    /// <summary>Facility <c>local7</c>.</summary>
    [Summary("Facility local7.")]
    Local7,
}
