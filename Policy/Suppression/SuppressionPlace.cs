using System.Text;
using Pipelock.Policy.Decisions;

namespace Pipelock.Policy.Suppression;

/// <summary>Where something was found, in the terms a suppression is written in.</summary>
public readonly ref struct SuppressionPlace
{
    /// <summary>The host asked for, without brackets or port; empty when there is none.</summary>
    public ReadOnlySpan<byte> Host { get; init; }

    /// <summary>The URL asked for, absolute; empty when there is none.</summary>
    public ReadOnlySpan<byte> Url { get; init; }

    /// <summary>The file, where it is one that was scanned.</summary>
    public string? File { get; init; }

    /// <summary>The tool that is called, where there is one.</summary>
    public string? Tool { get; init; }

    /// <summary>The place of an exchange.</summary>
    public static SuppressionPlace Of(scoped in DecisionContext context) => new()
    {
        Host = context.Host,
        Url = context.Url,
        Tool = context.Tool.IsEmpty ? null : Encoding.UTF8.GetString(context.Tool),
    };
}
