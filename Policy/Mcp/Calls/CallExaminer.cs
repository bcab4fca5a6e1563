using System.Text.Json;
using Pipelock.Policy.Mcp.Budgets;
using Pipelock.Policy.Mcp.Chains;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Policy.Mcp.ToolPolicy;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Reads tool calls: which rules they break, what kind of step they are, what they cost.</summary>
/// <remarks>Immutable and thread-safe. Linear in the length of the arguments; nothing is allocated.</remarks>
internal sealed class CallExaminer(BuiltInMatcher builtIns)
{
    private const int LongestCall = 2048;
    private const int LongestArgument = 256;

    /// <summary>Finds the built-in rules that a call breaks, and what its arguments show besides.</summary>
    public void Examine(ReadOnlySpan<byte> tool, CallArguments arguments, ref CallExamination call)
    {
        var family = ToolFamilies.Of(tool);
        var hasProse = false;
        foreach (ref readonly var key in arguments.Keys)
            hasProse |= key.Role == ArgumentRole.Prose;
        var commands = 0;
        foreach (ref readonly var value in arguments.Values)
        {
            var contexts = CallText.ContextOf(family, value, arguments, hasProse);
            if (CallText.IsValue(tool, family, value, arguments))
                contexts |= TextContext.Value;
            if (contexts == TextContext.None)
                continue;
            call.BuiltIns |= builtIns.Match(arguments.TextOf(value), contexts, ref call.Signals);
            commands += (contexts & TextContext.Command) != 0 ? 1 : 0;
        }

        if (commands > 0 && arguments.Count > 1)
            call.BuiltIns |= builtIns.Match(arguments.Joined(), TextContext.Command, ref call.Signals);
        call.BuiltIns |= MatchWhole(tool, arguments, ref call.Signals);
    }

    /// <summary>Reads the call as a step of chains; examine it first.</summary>
    public static void ReadStep(
        ReadOnlySpan<byte> tool, CallArguments arguments, ToolCategories categories, long now, ref CallExamination call)
    {
        ref var step = ref call.Step;
        step.Categories = categories.Of(tool);
        step.Time = now;
        step.Traits = Traits(call.Signals);
        if (!step.Is((int)ToolCategory.Exec) && ToolDeeds.RunsCommand(tool, arguments))
            step.Categories = 1UL << (int)ToolCategory.Exec;
        if (step.Categories == 0 && GivesToUrl(arguments))
            step.Add(ToolCategory.Network);
        else if (step.Categories == 0 && ToolDeeds.WritesText(arguments))
            step.Add(ToolCategory.Write);
        var runs = step.Is((int)ToolCategory.Exec);
        if ((call.Signals & CallSignals.Persist) != 0 && (runs || step.Is((int)ToolCategory.Write)))
            step.Add(ToolCategory.Persist);
        if (runs)
        {
            if (call.BuiltIns == 0
                && (EverydayCommands.AreAll(ToolFamilies.Of(tool), arguments) || EverydayCommands.IsTool(tool)))
                step.Traits |= StepTraits.Everyday;
            // One shell is every tool: what its command does counts where it is sure to be more than reading along.
            if ((call.Signals & CallSignals.Network) != 0)
                step.Add(ToolCategory.Network);
            if ((call.Signals & CallSignals.Environment) != 0)
                step.Add(ToolCategory.Env);
            if ((call.Signals & CallSignals.Downloads) != 0)
                step.Add(ToolCategory.Write);
            if ((call.Signals & CallSignals.Sensitive) != 0)
                step.Add(ToolCategory.Read);
        }

        // A file of secrets is an environment that was written down, and so is a column of passwords.
        var takes = runs || !ToolDeeds.OnlyLists(tool);
        if ((call.Signals & CallSignals.SecretFile) != 0 && takes && (runs || Reads(step)))
        {
            step.Add(ToolCategory.Env);
            step.Traits |= StepTraits.Sensitive;
        }

        if (step.Is((int)ToolCategory.Env) && ((call.Signals & CallSignals.Environment) != 0 || NamesSecrets(tool)))
            step.Traits |= StepTraits.Sensitive;
        if (Downloads(tool))
            step.Add(ToolCategory.Write);
        if (!runs && ReadsClipboard(tool))
        {
            step.Add(ToolCategory.Read);
            step.Traits |= StepTraits.TakesPrivate;
        }

        if (!runs && (call.Signals & CallSignals.Collects) != 0)
            step.Add(ToolCategory.Write);
        if (runs ? step.Is((int)ToolCategory.Network) : ToolDeeds.Sends(tool, arguments))
        {
            step.Traits |= StepTraits.Sends;
            step.Traits |= PlainRemarks.Are(tool, arguments) ? StepTraits.None : StepTraits.Carries;
        }

        if (takes && (call.Signals & CallSignals.SecretFile) != 0)
            step.Traits |= StepTraits.TakesSecret;
        else if (takes && (call.Signals & CallSignals.SecretPath) != 0)
            step.Traits |= StepTraits.TakesSettings;
        var mayRun = !runs && ToolDeeds.MayRun(tool);
        if (mayRun)
            step.Traits |= StepTraits.MayRun;
        if (runs || mayRun || step.Is((int)ToolCategory.Write) || step.Is((int)ToolCategory.Network))
            FileNames.Collect(arguments, runs || mayRun, ref step);
    }

    /// <summary>Reads the call as an expense.</summary>
    public static void ReadCost(
        CallArguments arguments, ReadOnlySpan<byte> json, SpendingLimits limits, ref CallExamination call)
    {
        ref var cost = ref call.Cost;
        cost.Tool = call.ToolKey;
        cost.Call = MessageKey.Of(call.ToolKey, MessageKey.Of(json));
        cost.Size = json.Length;
        cost.Weight = 1;
        CallUrls.Collect(arguments, limits, ref cost);
    }

    private static StepTraits Traits(CallSignals signals) =>
        ((signals & CallSignals.Sensitive) != 0 ? StepTraits.Sensitive : StepTraits.None)
        | ((signals & CallSignals.Collects) != 0 ? StepTraits.Collects : StepTraits.None)
        | ((signals & CallSignals.Executable) != 0 ? StepTraits.MakesExecutable : StepTraits.None)
        | ((signals & CallSignals.Fetches) != 0 ? StepTraits.Fetches : StepTraits.None)
        | ((signals & CallSignals.Launches) != 0 ? StepTraits.Launches : StepTraits.None)
        | ((signals & CallSignals.TakesTable) != 0 ? StepTraits.TakesPrivate : StepTraits.None)
        | ((signals & CallSignals.Reconnaissance) != 0 ? StepTraits.Reconnaissance : StepTraits.None);

    /// <summary>It reads by its name, or nobody knows what it does.</summary>
    private static bool Reads(in ChainStep step) =>
        step.Categories == 0 || step.Is((int)ToolCategory.Read) || step.Is((int)ToolCategory.List);

    /// <summary>A URL stands beside a file or a text: whatever the tool is called, the one goes to the
    /// other.</summary>
    private static bool GivesToUrl(CallArguments arguments)
    {
        var (hasUrl, hasLoad) = (false, false);
        foreach (ref readonly var value in arguments.Values)
        {
            var isUrl = ToolDeeds.IsUrl(arguments.TextOf(value));
            hasUrl |= isUrl;
            hasLoad |= !isUrl && arguments.RoleOf(value) is ArgumentRole.Path or ArgumentRole.Prose;
        }

        return hasUrl && hasLoad;
    }

    /// <summary>A tool for secrets gives secrets; one for the configuration may give anything.</summary>
    private static bool NamesSecrets(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(tool, room))
        {
            if (word is "env" or "environ" or "environment" or "getenv" or "secret" or "secrets" or "credential"
                or "credentials" or "password" or "passwords" or "token" or "tokens")
                return true;
        }

        return false;
    }

    /// <summary>What a user copied last may be a password, and so may cookies; setting them gives nothing.</summary>
    private static bool ReadsClipboard(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        var isPrivate = false;
        foreach (var word in new NameWords(tool, room))
        {
            isPrivate |= word is "clipboard" or "pasteboard" or "cookies" or "keychain" or "keyring" or "keylog";
            if (word is "set" or "write" or "copy" or "clear" or "put" or "save" or "accept" or "delete")
                return false;
        }

        return isPrivate;
    }

    /// <summary>What is downloaded to a file is written.</summary>
    private static bool Downloads(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(tool, room))
        {
            if (word is "download")
                return true;
        }

        return false;
    }

    /// <summary>The words of the name with the arguments behind them: <c>git push --force</c> for a tool of its
    /// own.</summary>
    private uint MatchWhole(ReadOnlySpan<byte> tool, CallArguments arguments, ref CallSignals signals)
    {
        Span<byte> line = stackalloc byte[LongestCall];
        Span<char> room = stackalloc char[NameWords.MaxWord];
        var length = 0;
        foreach (var word in new NameWords(tool, room))
        {
            foreach (var c in word)
                Append(line, ref length, (byte)c);
            Append(line, ref length, (byte)' ');
        }

        foreach (ref readonly var value in arguments.Values)
        {
            if (value.Length > LongestArgument || arguments.RoleOf(value) is ArgumentRole.Prose or ArgumentRole.Remark
                || value.Type == JsonTokenType.False)
                continue;
            Append(line, ref length, "--"u8);
            Append(line, ref length, arguments.NameOf(value));
            Append(line, ref length, (byte)' ');
            if (value.Type == JsonTokenType.True)
                continue;
            Append(line, ref length, arguments.TextOf(value));
            Append(line, ref length, (byte)' ');
        }

        return builtIns.Match(line[..length], TextContext.Call, ref signals);
    }

    private static void Append(Span<byte> line, ref int length, ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
            Append(line, ref length, b);
    }

    private static void Append(Span<byte> line, ref int length, byte b)
    {
        if (length < line.Length)
            line[length++] = b == (byte)'\n' ? (byte)' ' : b;
    }
}
