using System.Text;

namespace Pipelock.Config.Document;

/// <summary>One thing that is wrong with a configuration: where, and what to do about it.</summary>
/// <param name="File">The file as the operator named it; empty when the value came from elsewhere.</param>
/// <param name="Line">Line, from 1; 0 when unknown.</param>
/// <param name="Column">Column, from 1; 0 when unknown.</param>
/// <param name="KeyPath">The key, for example <c>dlp.patterns[2].regex</c>; empty when it concerns the whole
/// file.</param>
/// <param name="Message">What is wrong and what would be right. Never quotes a value: it may be a secret.</param>
public sealed record ConfigProblem(string File, int Line, int Column, string KeyPath, string Message)
{
    /// <summary>A problem at <paramref name="location"/>.</summary>
    public ConfigProblem(string file, SourceLocation location, string keyPath, string message)
        : this(file, location.Line, location.Column, keyPath, message)
    {
    }

    /// <summary>The problem as <c>file:line:column: key.path: message</c>; parts that are unknown are left
    /// out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line > 0)
            text.Append(File.Length > 0 ? ":" : "").Append(Line).Append(':').Append(Column);
        if (text.Length > 0)
            text.Append(": ");
        if (KeyPath.Length > 0)
            text.Append(KeyPath).Append(": ");
        return text.Append(Message).ToString();
    }
}
