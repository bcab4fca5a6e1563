using System.Collections.Immutable;
using Pipelock.Config.Document;
using YamlDotNet.Core;

namespace Pipelock.Config.Yaml;

/// <summary>Collects what is wrong with one file.</summary>
internal sealed class YamlProblems(string file)
{
    private readonly ImmutableArray<ConfigProblem>.Builder _problems = ImmutableArray.CreateBuilder<ConfigProblem>();

    /// <summary>True while nothing is wrong.</summary>
    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Notes a problem; those over <see cref="ReaderLimits.MaxProblems"/> are dropped.</summary>
    public void Add(SourceLocation location, string path, string message)
    {
        if (_problems.Count < ReaderLimits.MaxProblems)
            _problems.Add(new ConfigProblem(file, location, path, message));
    }

    /// <summary>Everything noted, in the order it was met.</summary>
    public ImmutableArray<ConfigProblem> ToImmutable() => _problems.ToImmutable();

    /// <summary>The place of a parser's mark.</summary>
    public static SourceLocation Locate(in Mark mark) =>
        new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
